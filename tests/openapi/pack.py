"""JSON as schemas.json is written: whatever fits into a line stands on one. Usage: pack.py FILE, in place."""
import json
import sys

WIDTH = 150


def pack(value, indent=0, room=WIDTH):
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) <= room - indent or not isinstance(value, (dict, list)) or not value:
        return flat
    inner = " " * (indent + 1)
    if isinstance(value, list):
        lines = [inner + pack(one, indent + 1, room - 1) for one in value]
        return "[\n" + ",\n".join(lines) + "\n" + " " * indent + "]"
    lines = []
    for name, one in value.items():
        head = json.dumps(name, ensure_ascii=False) + ": "
        lines.append(inner + head + pack(one, indent + 1, room - len(head)))
    return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        words = json.load(file)
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(pack(words) + "\n")
