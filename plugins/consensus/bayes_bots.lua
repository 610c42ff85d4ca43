--- Bayes Bots: count what you see and hear, and decide once you are sure enough.
---
--- Each round a node sees the option its evidence is likeliest for, and counts it beside what its neighbours said last
--- round, onto `prior` pseudo-counts an option (a Beta posterior, or Dirichlet for more options). It decides for good when
--- P(the leader's share > the runner-up's) exceeds `confidence`. Nodes say what they saw; with `feedback`, who has decided
--- says the decision instead, which is both faster and more often right.
---
--- Source: Ebert, Gauci, Mallmann-Trenn & Nagpal, "Bayes Bots: collective Bayesian decision-making in decentralized robot
--- swarms", ICRA 2020. `swarm.bayes_bots_round` does a whole population.
---
---     > plugin.load("consensus/bayes_bots"):try { m = 2, rate = 1, belief = { 0.25, 0.75 }, neighbours = {}, memory = { 0, 0, 0, 0, 0, 0 } }[2]
---     1.0

return {
  kind = "consensus", name = "bayes_bots", version = "1.0.0", api = "1",
  summary = "Counts observations and messages, and decides when its posterior is sure.",
  options = {
    prior = { type = "number", default = 10, min = 0.001, max = 1000000, help = "pseudo-counts an option begins with" },
    confidence = { type = "number", default = 0.99, min = 0.5, max = 1, help = "mass of the posterior on the leader's side to decide at" },
    feedback = { type = "boolean", default = false, help = "the decided say their decision, not what they see" },
    one = { type = "boolean", default = false, help = "hear one neighbour a round, drawn by weight, not all" },
  },

  -- Kept: a count for each option, then the decision, what was said last (0: none), and whether the prior was counted
  update = function(self, ctx, belief, neighbours, out, memory)
    local m, weights, evidence, o = ctx.m, ctx.weights, ctx.evidence, self.options
    local decided, said, begun = m + 1, m + 2, m + 3
    if memory[begun] == 0 then
      memory[begun] = 1
      for k = 1, m do memory[k] = o.prior * m * belief[k] end
    end

    local function weight(i) return weights and weights[i + 1] or 1 end
    local function hear(i, weight)
      local word = ctx.memories:get(i + 1, said)
      if word > 0 then memory[word] = memory[word] + weight end
    end
    if o.one then
      local total, met = 0, nil
      for i = 1, #neighbours do total = total + weight(i) end
      local left = total > 0 and ctx.random() * total or 0
      for i = 1, total > 0 and #neighbours or 0 do
        if weight(i) > 0 then
          met, left = i, left - weight(i)
          if left < 0 then break end
        end
      end
      if met then hear(met, 1) end
    else
      for i = 1, #neighbours do hear(i, weight(i)) end
    end

    -- What it saw: the option its evidence is likeliest for; 0 where two are alike
    local seen, tied = 0, false
    for k = 1, evidence and m or 0 do
      if seen == 0 or evidence:get(1, k) > evidence:get(1, seen) then
        seen, tied = k, false
      elseif evidence:get(1, k) == evidence:get(1, seen) then
        tied = true
      end
    end
    if tied then seen = 0 end
    if seen > 0 then memory[seen] = memory[seen] + 1 end

    local first, second, total = 1, 1.2e-38, 0
    for k = 1, m do
      total = total + memory[k]
      if memory[k] > memory[first] then first = k end
    end
    for k = 1, m do if k ~= first then second = math.max(second, memory[k]) end end
    if memory[decided] == 0 and (m == 1 or memory[first] > second and swarm.beta_above_half(memory[first], second) > o.confidence) then
      memory[decided] = first
    end
    memory[said] = o.feedback and memory[decided] > 0 and memory[decided] or seen
    for k = 1, m do
      local goal = memory[decided] > 0 and (k == memory[decided] and 1 or 0) or memory[k] / total
      out[k] = belief[k] + ctx.rate * (goal - belief[k])
    end
  end,
}
