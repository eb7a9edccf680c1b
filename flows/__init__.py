"""From returns as received to one tidy, checked, evidenced data set.

Prefect and onnxruntime read their settings when they are first imported: those that keep them quiet, private and inside
the project are given here, before any module of ours imports them. What the environment already says stands.
"""

import os
from pathlib import Path

_QUIET = {
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_HOME": str(Path(__file__).resolve().parents[1] / ".prefect"),
}

for _name, _value in _QUIET.items():
    os.environ.setdefault(_name, _value)
