"""Reads a safetensors file with nothing but Python's own modules, strictly by the format's description, and prints what
is in it as JSON, numbers as the bits of 32-bit floats."""

import array
import json
import math
import struct
import sys

content = open(sys.argv[1], "rb").read()
(length,) = struct.unpack("<Q", content[:8])
header = json.loads(content[8 : 8 + length])
buffer = content[8 + length :]
metadata = header.pop("__metadata__")
assert all(isinstance(value, str) for value in metadata.values()), "metadata are texts"
end = 0
tensors = []
for name, entry in header.items():
    first, last = entry["data_offsets"]
    assert first == end, "no holes and no overlaps"
    assert entry["dtype"] == "F32" and last - first == 4 * math.prod(entry["shape"])
    end = last
    bits = array.array("I", buffer[first:last]).tolist()
    tensors.append({"name": name, "shape": entry["shape"], "bits": bits})
assert end == len(buffer), "the file ends with the numbers"
print(json.dumps({"metadata": metadata, "tensors": tensors}))
