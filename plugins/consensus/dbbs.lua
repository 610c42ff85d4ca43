--- Distributed Bayesian belief sharing (DBBS): what I saw stays, what I heard fades.
---
--- Options are hypotheses. A node keeps the sum e of its own log-likelihoods; ln p - e is what it heard, h. Each round
--- h ← decay · h + share · mean of its neighbours' ln p, and new evidence is added to e. The neighbours' beliefs contain what
--- they heard before, so that agreement feeds on itself; decay bounds by how much. Beside `bayes`, which averages
--- everything and so counts nothing twice, it decides sooner and is sure of less.
---
--- Source: after Shan & Mostaghim, "Discrete collective estimation in swarm robotics with distributed Bayesian belief sharing",
--- Swarm Intelligence 15, 2021; the two weights and their defaults are ours.
---
---     > plugin.load("consensus/dbbs"):try { m = 2, rate = 1, belief = { 0.5, 0.5 }, neighbours = { { 0.5, 0.5 } }, memory = { 0, 0, 0, 0, 0, 0 } }[1]
---     0.5

local LEAST = -40 -- of e and h, beside their largest: no hypothesis is ever ruled out

local function bound(logs)
  local largest = -math.huge
  for k = 1, #logs do largest = math.max(largest, logs[k]) end
  for k = 1, #logs do logs[k] = math.max(logs[k] - largest, LEAST) end
end

local function log(share) return math.log(math.max(share, 1e-37)) end

return {
  kind = "consensus", name = "dbbs", version = "1.0.0", api = "1",
  summary = "Keeps its own evidence, and lets what it heard decay.",
  options = {
    decay = { type = "number", default = 0.8, min = 0, max = 1, help = "what remains of the heard in a round" },
    share = { type = "number", default = 0.2, min = 0, max = 1, help = "what the neighbours' beliefs of this round count" },
  },

  update = function(self, ctx, belief, neighbours, out, memory)
    local m, weights, evidence = ctx.m, ctx.weights, ctx.evidence
    local heard, total = {}, 0
    for k = 1, m do heard[k] = log(belief[k]) - memory[k] end
    bound(heard)
    for i = 1, #neighbours do total = total + (weights and weights[i + 1] or 1) end
    if total > 0 then
      for k = 1, m do
        local pool = 0
        for i = 1, #neighbours do pool = pool + (weights and weights[i + 1] or 1) * log(neighbours:get(i, k)) end
        local next = self.options.decay * heard[k] + self.options.share * pool / total
        heard[k] = heard[k] + ctx.rate * (next - heard[k])
      end
      bound(heard)
    end
    if evidence then
      local own = {}
      for k = 1, m do own[k] = memory[k] + evidence:get(1, k) end
      bound(own)
      for k = 1, m do memory[k] = own[k] end
    end

    local largest, sum = -math.huge, 0
    for k = 1, m do
      heard[k] = heard[k] + memory[k]
      largest = math.max(largest, heard[k])
    end
    for k = 1, m do
      heard[k] = math.exp(heard[k] - largest)
      sum = sum + heard[k]
    end
    for k = 1, m do out[k] = heard[k] / sum end
  end,
}
