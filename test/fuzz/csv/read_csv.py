"""Reads CSV texts, one JSON string a line, and writes the rows of each as JSON, one list a line, or null where they are refused."""
import csv
import io
import json
import sys

csv.field_size_limit(10_000_000)

for line in sys.stdin:
    try:
        rows = list(csv.reader(io.StringIO(json.loads(line), newline=""), strict=True))
    except csv.Error:
        rows = None
    print(json.dumps(rows))
