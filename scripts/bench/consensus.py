"""Peers of Formic's rounds of consensus (P7, P8): the rules of plugins/consensus/entropy.lua and voter.lua as a user of
numpy, Mesa or plain Lua would write them, from the same beliefs on the same graph.

Entropy, with floor = self_weight = sharpness = rate = 1 and tolerance τ = 0.01; N(i) are the neighbours of i, K the options:
    c_j = 1 - H(b_j) / ln K           certainty, clamped to 0…1
    w_j = floor + c_j                 influence
    q   = Σ w_j b_j / Σ w_j           over N(i) and i
    V   = Σ_k (Σ w_j b_jk² / Σ w_j - q_k²)
    b_i ← q + clamp(1 - V / τ) · (q² / Σ q² - q), divided by its sum
Formic and its peers give the same sum of squares after a round, to 1e-4.

Voter: i adopts the choice (the largest share) of a neighbour drawn with probability proportional to that one's weight. The
peers keep choices alone, while Formic reads and writes beliefs.
"""

import subprocess
import tempfile
import time
from pathlib import Path

NODES, OPTIONS, DEGREE, TOLERANCE = 10_000, 8, 8, 0.01


def population():
    """(beliefs N × K, neighbours N × 8, weights N)"""
    import networkx
    import numpy

    rng = numpy.random.default_rng(1)
    graph = networkx.random_regular_graph(DEGREE, NODES, seed=1)
    neighbours = numpy.array([sorted(graph[i]) for i in range(NODES)])
    beliefs = rng.random((NODES, OPTIONS), dtype=numpy.float32)
    beliefs /= beliefs.sum(axis=1, keepdims=True)
    weights = (0.5 + rng.random(NODES, dtype=numpy.float32) / 2).astype(numpy.float32)
    return beliefs, neighbours, weights


def nanoseconds(step, steps):
    """CPU time an agent takes in a step, the median of some."""
    step()
    times = []
    for _ in range(steps):
        start = time.thread_time()
        step()
        times.append((time.thread_time() - start) / NODES * 1e9)
    return sorted(times)[steps // 2]


def numpy_entropy(beliefs, neighbours):
    import numpy

    shares = numpy.maximum(beliefs, numpy.float32(1e-38))
    certainty = numpy.clip(1 + (beliefs * numpy.log2(shares)).sum(axis=1) / numpy.log2(numpy.float32(OPTIONS)), 0, 1)
    influence = 1 + certainty
    heard, weight = beliefs[neighbours], influence[neighbours]
    total = weight.sum(axis=1) + influence
    mean = (numpy.einsum("nd,ndk->nk", weight, heard) + influence[:, None] * beliefs) / total[:, None]
    squares = (numpy.einsum("nd,ndk->nk", weight, heard * heard) + influence[:, None] * beliefs**2) / total[:, None]
    variance = (squares - mean * mean).sum(axis=1)
    pull = numpy.clip(1 - variance / numpy.float32(TOLERANCE), 0, 1)[:, None]
    square = mean * mean
    following = mean + pull * (square / square.sum(axis=1, keepdims=True) - mean)
    return following / following.sum(axis=1, keepdims=True)


def measure_numpy(beliefs, neighbours, weights):
    import numpy

    rng = numpy.random.default_rng(2)
    rows = numpy.arange(NODES)
    choices = beliefs.argmax(axis=1)

    def vote():
        heard = numpy.cumsum(weights[neighbours], axis=1)
        mark = rng.random(NODES, dtype=numpy.float32) * heard[:, -1]
        place = numpy.minimum((heard <= mark[:, None]).sum(axis=1), DEGREE - 1)
        return choices[neighbours[rows, place]]

    after = numpy_entropy(beliefs, neighbours)
    return {
        "entropy (ns/agent-step)": nanoseconds(lambda: numpy_entropy(beliefs, neighbours), 21),
        "voter (ns/agent-step)": nanoseconds(vote, 21),
        "entropy, sum of squares": float((after.astype(numpy.float64) ** 2).sum()),
    }


def measure_mesa(beliefs, neighbours, weights):
    """Agents with state of their own, activated twice a step: all decide, then all move."""
    import math

    import mesa

    class Entropy(mesa.Agent):
        def __init__(self, model, belief):
            super().__init__(model)
            self.belief, self.near = belief, []

        def measure(self):
            entropy = -sum(share * math.log(share) for share in self.belief if share > 0)
            self.influence = 1 + min(1, max(0, 1 - entropy / math.log(OPTIONS)))

        def decide(self):
            total, mean, squares = 0.0, [0.0] * OPTIONS, [0.0] * OPTIONS
            for other in [self, *self.near]:
                weight = other.influence
                total += weight
                for k, share in enumerate(other.belief):
                    mean[k] += weight * share
                    squares[k] += weight * share * share
            mean = [share / total for share in mean]
            variance = sum(s / total - m * m for s, m in zip(squares, mean))
            pull = min(1, max(0, 1 - variance / TOLERANCE))
            square = sum(share * share for share in mean)
            mean = [share + pull * (share * share / square - share) for share in mean]
            whole = sum(mean)
            self.following = [share / whole for share in mean]

        def move(self):
            self.belief = self.following

    class Voter(mesa.Agent):
        def __init__(self, model, choice, weight):
            super().__init__(model)
            self.choice, self.weight, self.near = choice, weight, []

        def decide(self):
            left = self.random.random() * sum(other.weight for other in self.near)
            for other in self.near:
                left -= other.weight
                if left < 0:
                    break
            self.following = other.choice

        def move(self):
            self.choice = self.following

    def linked(agents):
        for agent, near in zip(agents, neighbours.tolist()):
            agent.near = [agents[j] for j in near]
        return agents

    model = mesa.Model(seed=1)
    start = beliefs.tolist()
    agents = linked([Entropy(model, belief) for belief in start])

    def step():
        model.agents.do("measure")
        model.agents.do("decide")
        model.agents.do("move")

    step()
    total = sum(share * share for agent in agents for share in agent.belief)
    entropy = nanoseconds(step, 5)
    model = mesa.Model(seed=1)
    linked([Voter(model, choice, weight) for choice, weight in zip(beliefs.argmax(axis=1).tolist(), weights.tolist())])

    def vote():
        model.agents.do("decide")
        model.agents.do("move")

    return {"entropy (ns/agent-step)": entropy, "voter (ns/agent-step)": nanoseconds(vote, 5), "entropy, sum of squares": total}


LUA = """
local N, K, D, TOLERANCE = 10000, 8, 8, 0.01
local file = assert(io.open(...))
local near, belief, weight, choice = {}, {}, {}, {}
for i = 1, N do
  near[i] = {}
  for j = 1, D do near[i][j] = file:read("n") end
end
for i = 1, N do
  belief[i] = {}
  for k = 1, K do belief[i][k] = file:read("n") end
end
for i = 1, N do weight[i] = file:read("n") end
for i = 1, N do
  local best = 1
  for k = 2, K do if belief[i][k] > belief[i][best] then best = k end end
  choice[i] = best
end
local log, min, max, random = math.log, math.min, math.max, math.random
local influence, spare = {}, {}
for i = 1, N do spare[i] = {} end
local mean, squares = {}, {}
local function entropy()
  for i = 1, N do
    local h, b = 0, belief[i]
    for k = 1, K do local share = b[k]; if share > 0 then h = h - share * log(share) end end
    influence[i] = 1 + min(1, max(0, 1 - h / log(K)))
  end
  for i = 1, N do
    local total = influence[i]
    local own = belief[i]
    for k = 1, K do mean[k] = total * own[k]; squares[k] = mean[k] * own[k] end
    local hears = near[i]
    for j = 1, D do
      local other = hears[j]
      local w, b = influence[other], belief[other]
      total = total + w
      for k = 1, K do local share = b[k]; local heavy = w * share; mean[k] = mean[k] + heavy; squares[k] = squares[k] + heavy * share end
    end
    local variance, square = 0, 0
    for k = 1, K do
      local m = mean[k] / total
      mean[k] = m
      variance = variance + squares[k] / total - m * m
      square = square + m * m
    end
    local pull, whole, out = min(1, max(0, 1 - variance / TOLERANCE)), 0, spare[i]
    for k = 1, K do local m = mean[k]; m = m + pull * (m * m / square - m); out[k] = m; whole = whole + m end
    for k = 1, K do out[k] = out[k] / whole end
  end
  belief, spare = spare, belief
end
local following = {}
local function voter()
  for i = 1, N do
    local hears, total = near[i], 0
    for j = 1, D do total = total + weight[hears[j]] end
    local left, heard = random() * total, 1
    for j = 1, D do
      heard, left = j, left - weight[hears[j]]
      if left < 0 then break end
    end
    following[i] = choice[hears[heard]]
  end
  choice, following = following, choice
end
local function time(step)
  local times = {}
  for i = 1, 11 do
    local start = os.clock()
    step()
    times[i] = (os.clock() - start) / N * 1e9
  end
  table.sort(times)
  return times[6]
end
entropy()
local sum = 0
for i = 1, N do for k = 1, K do sum = sum + belief[i][k] ^ 2 end end
print(string.format("%.17g %.17g %.17g", time(entropy), time(voter), sum))
"""


def measure_lua(program, beliefs, neighbours, weights):
    with tempfile.TemporaryDirectory(prefix="formic-peers-") as folder:
        data, script = Path(folder) / "population", Path(folder) / "rounds.lua"
        rows = [*(neighbours + 1), *beliefs, weights]
        data.write_text("\n".join(" ".join(repr(float(x)) if x.dtype.kind == "f" else str(x) for x in row) for row in rows))
        script.write_text(LUA)
        entropy, voter, total = subprocess.run([program, script, data], capture_output=True, text=True, check=True).stdout.split()
    return {"entropy (ns/agent-step)": float(entropy), "voter (ns/agent-step)": float(voter), "entropy, sum of squares": float(total)}


FORMIC = """
local folder = ...
local beliefs, graph = npy.load(folder .. "/beliefs.npy"), npy.load(folder .. "/graph.npy")
local certainty, out = vector.zeros(beliefs.rows), matrix.zeros(beliefs.rows, beliefs.columns)
for i = 1, beliefs.rows do certainty[i] = swarm.certainty(beliefs:row(i)) end
swarm.entropy_round(beliefs, out, graph, 1, 0.5, certainty) -- the rest as it is by default
local sum = 0
for i = 1, out.rows do local row = out:row(i); sum = sum + row:dot(row) end
print(string.format("%.17g", sum))
"""


def measure_formic(program, beliefs, neighbours):
    """What a round of ours makes of the same beliefs: the time is in `formic bench`."""
    import numpy

    with tempfile.TemporaryDirectory(prefix="formic-peers-") as folder:
        numpy.save(Path(folder) / "beliefs.npy", beliefs)
        starts = NODES + 2 + DEGREE * numpy.arange(NODES + 1)
        numpy.save(Path(folder) / "graph.npy", numpy.concatenate([starts, neighbours.ravel() + 1]).astype(numpy.int64))
        script = Path(folder) / "round.lua"
        script.write_text(FORMIC)
        result = subprocess.run([program, script, folder], capture_output=True, text=True, check=True)
    return {"entropy, sum of squares": float(result.stdout)}


def measure(formic):
    """{peer: {work: figure}}"""
    beliefs, neighbours, weights = population()
    figures = {"numpy": measure_numpy(beliefs, neighbours, weights), "mesa": measure_mesa(beliefs, neighbours, weights)}
    figures["formic"] = measure_formic(formic, beliefs, neighbours)
    try:
        figures["lua5.4"] = measure_lua("lua5.4", beliefs, neighbours, weights)
    except FileNotFoundError:
        pass
    sums = {peer: rows["entropy, sum of squares"] for peer, rows in figures.items()}
    for peer, total in sums.items():
        if abs(total / sums["numpy"] - 1) > 1e-4:
            raise SystemExit(f"the peers' rounds differ: {sums}")
    return figures
