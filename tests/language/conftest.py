"""The model, once for all tests; without weights the tests that need it are skipped."""

import pytest

from dragoman.errors import ModelError
from dragoman.language import Model, load_model


@pytest.fixture(scope="session")
def model() -> Model:
    try:
        return load_model()
    except ModelError as error:
        pytest.skip(str(error))
