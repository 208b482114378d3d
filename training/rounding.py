"""Training for int8 (Jacob et al. 2018, "Quantization and training of neural networks"): the runtime's rounding.

ONNX Runtime's dynamic int8 gives each matrix product's input one scale for the whole window (eight bits, zero kept
exact) and each column of the weights a scale of its own (seven bits, so that AVX2 does not saturate). In the last part
of the training the encoder's linear layers see inputs and weights rounded so; gradients pass as if nothing was rounded.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

INPUT_STEPS = 255
WEIGHT_STEPS = 64  # on either side of zero


def rounded_inputs(states: Tensor) -> Tensor:
    """States (batch, length, width), each window rounded to INPUT_STEPS steps between its extremes."""
    seen = states.detach()
    low = seen.amin((1, 2), keepdim=True).float().clamp(max=0)
    high = seen.amax((1, 2), keepdim=True).float().clamp(min=0)
    step = (high - low) / INPUT_STEPS
    return states + (torch.round(seen / step) * step - seen).to(states.dtype)


def rounded_weights(weights: Tensor) -> Tensor:
    """Weights (out, in), each output's rounded to WEIGHT_STEPS steps on either side of zero."""
    seen = weights.detach()
    step = seen.abs().amax(1, keepdim=True) / WEIGHT_STEPS
    return weights + (torch.round(seen / step) * step - seen)


class Linear(nn.Linear):
    """A linear layer; where ``rounding`` is set, its weights are rounded. Its input is the caller's to round."""

    rounding = False

    def forward(self, states: Tensor) -> Tensor:
        """The product."""
        weights = rounded_weights(self.weight) if self.rounding else self.weight
        return functional.linear(states, weights, self.bias)
