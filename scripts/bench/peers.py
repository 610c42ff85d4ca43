#!/usr/bin/env python3
"""Runs the same work in Formic and in its peers, one after the other in the same minutes, and prints ratios.

    scripts/bench/peers.py [P7 | P8 | P16] [--json]

Machines drift; ratios of figures from one run hold. The peers (numpy, simpy, Mesa, hnswlib, faiss) are installed into a
virtual environment that is thrown away; hnswlib is compiled for this CPU there, by a C++ compiler. `lua5.4` is measured if it
is on the path. Every figure is thread or process CPU time on one thread: 50 ms to warm up, then 101 samples of about 1 ms,
the median; longer work is repeated less. Rounds of consensus and searches: see consensus.py and vectors.py beside this.
"""

import argparse
import heapq
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import consensus
import vectors

ROOT = Path(__file__).resolve().parents[2]
FORMIC = ROOT / ".build" / "release" / "formic"
PEERS = ["numpy", "simpy", "mesa", "networkx", "hnswlib", "faiss-cpu"]


def median_seconds(work, samples=101):
    """Seconds of CPU time a call of `work` takes."""
    clock = time.thread_time
    start = clock()
    calls = 0
    while clock() - start < 0.05 or calls == 0:
        work()
        calls += 1
    repetitions = max(1, int(0.001 * calls / max(clock() - start, 1e-9)))
    times = []
    for _ in range(samples):
        start = clock()
        for _ in range(repetitions):
            work()
        times.append((clock() - start) / repetitions)
    return statistics.median(times)


def measure_numpy():
    import numpy

    rng = numpy.random.default_rng(1)
    a = rng.random((768, 768), dtype=numpy.float32)
    x = rng.random(768, dtype=numpy.float32)
    b = rng.random((512, 512), dtype=numpy.float32)
    c = rng.random((512, 512), dtype=numpy.float32)
    big = rng.random(1024, dtype=numpy.float32)
    return {
        "gemv 768² (GFLOP/s)": 2 * 768**2 / median_seconds(lambda: a @ x) / 1e9,
        "gemm 512³ (GFLOP/s)": 2 * 512**3 / median_seconds(lambda: b @ c, samples=31) / 1e9,
        "dot 1024 (ns)": median_seconds(lambda: big @ big) * 1e9,
    }


def measure_simpy(messages=100_000, nodes=128):
    """Messages a second between processes that wait for a latency: the loop any simulated protocol stands on."""
    import simpy

    environment = simpy.Environment()
    boxes = [simpy.Store(environment) for _ in range(nodes)]
    received = 0

    def deliver(destination, latency):
        yield environment.timeout(latency)
        yield boxes[destination].put(latency)

    def node(index):
        nonlocal received
        while True:
            latency = yield boxes[index].get()
            received += 1
            environment.process(deliver((index * 7 + received) % nodes, 1 + latency % 5))

    for index in range(nodes):
        environment.process(node(index))
        environment.process(deliver(index, 1))
    start = time.thread_time()
    while received < messages:
        environment.step()
    return {"message loop (messages/s)": received / (time.thread_time() - start)}


def measure_heap(messages=300_000, nodes=1_000):
    """The same with a bare heap: whoever receives a message sends one on."""
    queue = [(1 + node % 5, node, node) for node in range(nodes)]
    heapq.heapify(queue)
    start = time.thread_time()
    for received in range(messages):
        now, _, destination = heapq.heappop(queue)
        heapq.heappush(queue, (now + 1 + received % 5, nodes + received, (destination * 7 + received) % nodes))
    return {"message loop (messages/s)": messages / (time.thread_time() - start)}


def measure_python():
    """A pool stepped and an auction cleared by loops anybody would write: unchecked, in floats, without a ledger."""

    def step(units=1_000_000, tokens=5_000_000_000.0, steps=1_000):
        history = []
        for i in range(steps):
            amount = 100 + i % 7 if i % 2 == 0 else -(100 + i % 7)
            tokens += tokens * amount / (units - amount) * (1.003 if amount > 0 else 0.997)
            units -= amount
            history.append(tokens / units)
        return history[-1]

    prices = [i * 7919 % 1_000_003 for i in range(1_000)]

    def clear():
        winner, first, second = -1, 2_000_001, 2_000_000
        for i, price in enumerate(prices):
            if price < first:
                winner, first, second = i, price, min(first, 2_000_000)
            elif price < second:
                second = price
        return winner, second

    return {
        "constant product (steps/s)": 1_000 / median_seconds(step),
        "second price, 1,000 bids (auctions/s)": 1 / median_seconds(clear),
    }


LUA_MARKET = """
local function rate(f, n)
  local best = math.huge
  for _ = 1, 21 do
    local start = os.clock()
    f(n)
    best = math.min(best, (os.clock() - start) / n)
  end
  return 1 / best
end
local function step(n)
  local units, tokens = 1000000, 5000000000.0
  for i = 1, n do
    local amount = (i % 2 == 0 and 1 or -1) * (100 + i % 7)
    tokens = tokens + tokens * amount / (units - amount) * (amount > 0 and 1.003 or 0.997)
    units = units - amount
  end
  return tokens
end
local prices = {}
for i = 1, 1000 do prices[i] = i * 7919 % 1000003 end
local function clear(n)
  local winner, first, second
  for _ = 1, n do
    winner, first, second = 0, 2000001, 2000000
    for i = 1, #prices do
      local price = prices[i]
      if price < first then winner, first, second = i, price, math.min(first, 2000000)
      elseif price < second then second = price end
    end
  end
  return second
end
print(string.format("%.0f %.0f", rate(step, 1e5), rate(clear, 100)))
"""


def measure_lua_market(program):
    """The same loops in plain Lua."""
    steps, auctions = subprocess.run([program, "-e", LUA_MARKET], capture_output=True, text=True, check=True).stdout.split()
    return {"constant product (steps/s)": float(steps), "second price, 1,000 bids (auctions/s)": float(auctions)}


LUA_CALLS = """
local function add(a, b) return a + b end
local abs = math.abs
local function time(f, n)
  local best = math.huge
  for _ = 1, 21 do
    local start = os.clock()
    f(n)
    best = math.min(best, (os.clock() - start) / n)
  end
  return best * 1e9
end
local empty = time(function(n) for i = 1, n do end end, 1e6)
local lua = time(function(n) for i = 1, n do add(i, 1) end end, 1e6)
local native = time(function(n) for i = 1, n do abs(i) end end, 1e6)
print(string.format("%.3f %.3f", lua - empty, native - empty))
"""


def measure_lua(program):
    """Nanoseconds of a call to a Lua function and to a C function with a checked argument, the loop subtracted."""
    figures = subprocess.run([program, "-e", LUA_CALLS], capture_output=True, text=True, check=True).stdout.split()
    return {"Lua→Lua call (ns)": float(figures[0]), "Lua→native call (ns)": float(figures[1])}


def measure_peers(row):
    """{peer: {work: figure}} of one row of the table, or of all."""
    figures = {}
    groups = []
    if row in (None, "P7", "P8"):
        groups.append(consensus.measure(FORMIC))
    if row in (None, "P16"):
        groups.append(vectors.measure())
    if row is None:
        groups.append({"numpy": measure_numpy(), "simpy": measure_simpy(), "heapq": measure_heap(), "python": measure_python()})
    for group in groups:
        for peer, rows in group.items():
            figures.setdefault(peer, {}).update(rows)
    return figures


def run_peers(row):
    """Installs the peers and measures them in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="formic-peers-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS], check=True)
        environment = {k: v for k, v in os.environ.items() if k not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
        environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_VERBOSE": "2"}
        result = subprocess.run([python, __file__, "--measure", *([row] if row else [])], capture_output=True, text=True, env=environment)
        if result.returncode:
            sys.exit(result.stderr)
        figures = json.loads(result.stdout.splitlines()[-1])
        core = [line for line in (result.stdout + result.stderr).splitlines() if line.startswith("Core:")]
        return figures, core[0] if core else "OpenBLAS kernel unknown"


def formic_rows(row):
    report = json.loads(subprocess.run([FORMIC, "bench", *([row] if row else []), "--json"], capture_output=True, text=True, check=True).stdout)
    return report["machine"], report["rows"]


def find(rows, *words):
    """The first row whose name holds all the words."""
    for row in rows:
        if all(word in row["name"] for word in words):
            return row
    return None


def compare(rows, peers):
    """(work, unit, Formic's figure, the peer's name, its figure, how many times better Formic is)"""
    pairs = [
        (("gemv", "768"), "numpy", "gemv 768² (GFLOP/s)"),
        (("gemm", "512"), "numpy", "gemm 512³ (GFLOP/s)"),
        (("messages with latency",), "simpy", "message loop (messages/s)"),
        (("messages with latency",), "heapq", "message loop (messages/s)"),
        (("constant product",), "python", "constant product (steps/s)"),
        (("constant product",), "lua", "constant product (steps/s)"),
        (("second price among 1000",), "python", "second price, 1,000 bids (auctions/s)"),
        (("second price among 1000",), "lua", "second price, 1,000 bids (auctions/s)"),
        (("1000 bids by",), "lua", "second price, 1,000 bids (auctions/s)"),
    ]
    for rule in ["entropy consensus step", "native entropy", "entropy.lua"]:
        pairs += [((rule,), peer, "entropy (ns/agent-step)") for peer in ["numpy", "lua5.4", "mesa"]]
    for rule in ["weighted voter step", "native voter", "voter.lua"]:
        pairs += [((rule,), peer, "voter (ns/agent-step)") for peer in ["numpy", "lua5.4", "mesa"]]
    for size in vectors.SIZES:
        work = f"10 nearest of {size} × 384, "
        pairs += [((work + "graph of recall",), peer, work + "graph (µs)") for peer in ["hnswlib", "faiss"]]
        pairs += [((work + "graph built",), peer, work + "graph built (s)") for peer in ["hnswlib", "faiss"]]
        pairs += [((work + "scan",), peer, work + "scan (µs)") for peer in ["numpy", "faiss"]]
        pairs += [((work + "scan, 256",), "faiss", work + "scan, 256 at once (µs)")]
    for words, peer, key in pairs:
        row = find(rows, *words)
        figure = peers.get(peer, {}).get(key)
        if row is None or figure is None:
            continue
        ours = row["median"]
        unit = row["unit"]
        if unit.startswith("M/"):
            ours, unit = ours * 1e6, unit[1:]
        if "(ns/agent-step)" in key:
            ours, unit = 1e9 / ours, "ns/agent-step"
        yield row["name"], unit, ours, peer, figure, ours / figure if unit.endswith("/s") else figure / ours
    for key, ours in peers.get("formic", {}).items():
        if not key.endswith("call (ns)"):
            continue
        figure = peers.get("lua5.4", {}).get(key)
        if figure:
            yield key, "ns", ours, "lua5.4", figure, figure / ours


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("row", nargs="?", choices=["P7", "P8", "P16"], help="of the table of `formic bench`; all if left out")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure_peers(options.row)))
        return
    if not FORMIC.exists():
        sys.exit(f"{FORMIC} is missing: swift build -c release")
    machine, rows = formic_rows(options.row)
    peers, blas = run_peers(options.row)
    try:
        if options.row is None:
            peers["formic"] |= measure_lua(FORMIC)
            peers.setdefault("lua5.4", {}).update(measure_lua("lua5.4"))
            peers["lua"] = measure_lua_market("lua5.4")
    except FileNotFoundError:
        print("lua5.4 is not installed: its rows are left out", file=sys.stderr)
    table = list(compare(rows, peers))
    if options.json:
        print(json.dumps({"machine": machine, "blas": blas, "peers": peers, "rows": rows}, indent=2, ensure_ascii=False))
        return
    width = max([len(name) for name, *_ in table], default=4)
    print(f"{'work':<{width}} {'unit':<13} {'formic':>12} {'peer':<8} {'':>12} {'ratio':>7}")
    for name, unit, ours, peer, figure, ratio in table:
        print(f"{name:<{width}} {unit:<13} {ours:>12.4g} {peer:<8} {figure:>12.4g} {ratio:>6.2f}×")
    for size in vectors.SIZES if options.row in (None, "P16") else []:
        sums = [row["checksum"] for row in rows if row["name"] == f"10 nearest of {size} × 384, scan"]
        theirs = peers["numpy"].get(f"10 nearest of {size} × 384, distances of 40 nearest, summed")
        found = {peer: peers[peer][f"10 nearest of {size} × 384, recall"] for peer in ["hnswlib", "faiss"]}
        print(f"\n{size} vectors: distances of 40 nearest sum to {sums[0] if sums else 'nothing'}, by numpy {theirs}; recall@10 {found}", end="")
    print(f"\nmachine: {machine['processor']}, {machine['cores']} cores, kernels {machine['kernels']}; numpy: {blas}")
    print("$ scripts/bench/peers.py" + (f" {options.row}" if options.row else ""))


if __name__ == "__main__":
    main()
