#!/bin/sh
# The tests of the page need a real browser: Debian's Chromium where it is missing and may be installed.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    echo "No Chromium found. Install it (Debian: apt-get install chromium) or set DRAGOMAN_BROWSER to its path." >&2
    exit 1
fi
