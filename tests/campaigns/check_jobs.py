"""Checks the Jobs of a Kubernetes file: check_jobs.py FILE. Against the published shape (job.schema.json), and against
what the shape cannot say: the rules of Indexed jobs, and that exit codes are treated as the program means them.
Prints what is wrong, a line each, and ends 1; or ends 0."""

import json
import pathlib
import sys

import jsonschema
import yaml

SCHEMA = json.loads((pathlib.Path(__file__).parent / "job.schema.json").read_text())
FINAL_CODES, AGAIN_CODES = {1, 2, 4}, {3}


def problems_of_shape(job):
    for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(job):
        yield f"/{'/'.join(map(str, error.absolute_path))}: {error.message}"


def actions_by_code(spec):
    """Exit code -> the first action whose rule names it; codes are those of the rules' containers."""
    actions = {}
    for rule in spec.get("podFailurePolicy", {}).get("rules", []):
        for code in rule.get("onExitCodes", {}).get("values", []):
            actions.setdefault(code, rule["action"])
    return actions


def problems_of_containers(spec):
    names = {container["name"] for container in spec["template"]["spec"]["containers"]}
    for rule in spec.get("podFailurePolicy", {}).get("rules", []):
        named = rule.get("onExitCodes", {}).get("containerName")
        if named is not None and named not in names:
            yield f"a rule is about container {named}, and there is none"
        if 0 in rule.get("onExitCodes", {}).get("values", []) and rule["onExitCodes"]["operator"] == "In":
            yield "a rule names exit code 0, which is no failure"


def problems_of_index(spec):
    if spec["template"]["spec"].get("restartPolicy") != "Never":
        yield "podFailurePolicy and backoffLimitPerIndex need restartPolicy: Never"
    if "completions" not in spec or "backoffLimitPerIndex" not in spec:
        yield "an Indexed job here has completions and backoffLimitPerIndex"
        return
    words = [word for container in spec["template"]["spec"]["containers"] for word in container.get("args", [])]
    if f"--shard=auto/{spec['completions']}" not in words:
        yield f"there are {spec['completions']} completions, and no container is asked for --shard=auto/{spec['completions']}"
    actions = actions_by_code(spec)
    for code in sorted(FINAL_CODES):
        if actions.get(code) not in ("FailIndex", "FailJob"):
            yield f"exit code {code} is an answer, and would be tried again"
    for code in sorted(AGAIN_CODES):
        if actions.get(code, "Count") != "Count":
            yield f"exit code {code} may be tried again, and would not be"


def problems_of(job):
    shape = list(problems_of_shape(job))
    if shape:
        return shape
    spec = job["spec"]
    indexed = spec.get("completionMode") == "Indexed"
    return list(problems_of_containers(spec)) + (list(problems_of_index(spec)) if indexed else [])


def main(file):
    jobs = list(yaml.safe_load_all(pathlib.Path(file).read_text()))
    problems = [f"{job.get('metadata', {}).get('name', '?')}: {what}" for job in jobs for what in problems_of(job)]
    if not any(job.get("spec", {}).get("completionMode") == "Indexed" for job in jobs):
        problems.append("there is no Indexed job")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
