"""Runs scripts one after the other in this process, which loads torch once: each as if it had been called with the
arguments behind "--". Prints a JSON list of what each printed, or of the exception it ended with."""

import contextlib
import io
import json
import runpy
import sys
import traceback

split = sys.argv.index("--")
files, sys.argv[1:] = sys.argv[1:split], sys.argv[split + 1 :]
found = []
for file in files:
    with contextlib.redirect_stdout(io.StringIO()) as output:
        try:
            runpy.run_path(file, run_name="__main__")
        except BaseException:
            traceback.print_exc(file=output)
    found.append(output.getvalue())
print(json.dumps(found))
