"""Starts the containers of a Kubernetes file as a cluster would, one after the other: start_jobs.py FILE.

Of a job: a container for each index (JOB_COMPLETION_INDEX is set, $(NAME) is replaced in its words), or one. A job that
fails ends this with the exit code of its container. Knows nothing of volumes and images: the words name what is there."""

import os
import pathlib
import re
import subprocess
import sys

import yaml


def start(container, variables):
    known = os.environ | {one["name"]: one["value"] for one in container.get("env", [])} | variables
    words = [re.sub(r"\$\((\w+)\)", lambda name: known.get(name[1], name[0]), word)
             for word in container["command"] + container.get("args", [])]
    code = subprocess.run(words, env=known).returncode
    if code != 0:
        sys.exit(code)


def main(file):
    for job in yaml.safe_load_all(pathlib.Path(file).read_text()):
        spec = job["spec"]
        for container in spec["template"]["spec"]["containers"]:
            if spec.get("completionMode") != "Indexed":
                start(container, {})
                continue
            for index in range(spec["completions"]):
                start(container, {"JOB_COMPLETION_INDEX": str(index)})


if __name__ == "__main__":
    main(sys.argv[1])
