--- Hegselmann & Krause's bounded confidence: how many camps are left, by how far people listen.
---
---     formic run scripts/papers/bounded_confidence.lua --quick --svg /tmp
---
--- Hegselmann & Krause, "Opinion dynamics and bounded confidence: models, analysis and simulation", JASSS 5(3), 2002. Opinions
--- on [0, 1] are beliefs in the first of two options. The rule of thumb is 1 / (2 ε) camps; Blondel, Hendrickx & Tsitsiklis,
--- IEEE Transactions on Automatic Control 54, 2009, find somewhat fewer, at distances of about 2.2 ε.

local paper = require "papers.paper"
local o = paper.options {
  about = "Camps left under bounded confidence against 1 / (2 ε).",
  runs = 20, quick = 4,
  own = { agents = { default = 500, min = 10, max = 5000, help = "all hear all" }, rounds = { default = 100, min = 5, max = 100000, help = "of each run" } },
}

local epsilons = { 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5 }
local graph = topology.complete(o.agents)
local progress = script.progress { total = #epsilons * o.runs, label = "runs" }
local rows, shown, found, thumb, other = {}, {}, {}, {}, {}
for i, epsilon in ipairs(epsilons) do
  local counts = {}
  for run = 1, o.runs do
    progress:update((i - 1) * o.runs + run - 1, ("ε = %.2f"):format(epsilon))
    -- Uniform opinions: not normalised uniform shares, whose middle is likelier
    local opinions, state = {}, o.seed * 1000003 + run
    for agent = 1, o.agents do
      state = state * 6364136223846793005 + 1442695040888963407
      local share = (state >> 11) * 0x1p-53
      opinions[agent] = { share, 1 - share }
    end
    local p = swarm.population { graph = graph, start = matrix.new(opinions), rule = { "bounded_confidence", epsilon = epsilon }, seed = run, camps = false, groups = false }
    p:step(o.rounds)
    local beliefs, ends = p:beliefs(), {}
    for agent = 1, o.agents do ends[agent] = beliefs:get(agent, 1) end
    table.sort(ends)
    local camps = 1
    for agent = 2, o.agents do if ends[agent] - ends[agent - 1] > epsilon / 2 then camps = camps + 1 end end
    counts[run] = camps
  end
  local camps = paper.mean(counts)
  rows[i] = { epsilon = epsilon, camps = camps.mean, half = camps.half, thumb = 1 / (2 * epsilon), blondel = 1 / (2.2 * epsilon) }
  shown[i] = { ("%.2f"):format(epsilon), ("%.1f ± %.1f"):format(camps.mean, camps.half), ("%.1f"):format(1 / (2 * epsilon)), ("%+.1f"):format(camps.mean - 1 / (2 * epsilon)), ("%.1f"):format(math.max(1, 1 / (2.2 * epsilon))) }
  found[i], thumb[i], other[i] = camps.mean, 1 / (2 * epsilon), epsilon
end
progress:finish()

paper.report(o, {
  name = "bounded_confidence", rows = rows, shown = shown,
  figure = { title = "Camps left", x_label = "ε", y_label = "camps", height = 12, { name = "ours", x = other, y = found }, { name = "1 / (2 ε)", x = other, y = thumb } },
  title = ("Hegselmann & Krause, %d agents, %d runs of %d rounds, 95%% intervals"):format(o.agents, o.runs, o.rounds),
  columns = { paper.column "ε", paper.column "camps", paper.column "1 / (2 ε)", paper.column "difference", paper.column "1 / (2.2 ε)" },
  notes = {
    "A camp: agents whose opinions, in order, are nowhere further apart than ε / 2. With finitely many agents stray ones count as camps of",
    "their own. The two formulas are rules of thumb from the literature, not laws: near ε = 0.25 consensus begins.",
  },
})
