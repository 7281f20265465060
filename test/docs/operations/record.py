"""Records what NumPy's calls in `composed.ts` return, for `operations.test.ts`.

    pip install --requirement test/oracle/requirements.txt
    python3 test/docs/operations/record.py
"""

import json
import re
from pathlib import Path

import numpy as np

here = Path(__file__).parent
operands = {name: np.array(value, float) for name, value in json.loads((here / "operands.json").read_text()).items()}
calls = re.findall(r"^  (\S+)[^|\n]*: (np\.[^|\n]*[^|\s]) *\|", (here / "composed.ts").read_text(), re.MULTILINE)
lines = [f"  {json.dumps(name)}: {json.dumps(np.array(eval(call, {'np': np, **operands}), float).tolist())}" for name, call in calls]
(here / "values.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
