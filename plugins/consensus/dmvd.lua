--- Direct modulation of voter-based decisions (DMVD): who found something good talks about it for longer.
---
--- An agent disseminates its choice for a time in proportion to the option's quality (its weight), then adopts the choice
--- of one neighbour that is disseminating, whichever, and explores for a while, unheard. Nobody compares qualities, and yet
--- the better option is heard more often. Slower and more often right than a majority: compare with majority's
--- `dissemination`.
---
--- Source: Valentini, Hamann & Dorigo, "The weighted voter model", AAMAS 2014. `swarm.dmvd_round` does a whole population.
---
---     > plugin.load("consensus/dmvd"):try { m = 2, rate = 1, belief = { 0.6, 0.4 }, neighbours = { { 0.1, 0.9 } }, memory = { 0, 0, 0, 0, 0, 0 } }[1]
---     0.60000002384186

local EXPLORING, DISSEMINATING = 1, 2

local function exponential(ctx, mean) return -mean * math.log(1 - ctx.random()) end

local function choice(get, m)
  local best = 1
  for k = 2, m do if get(k) > get(best) then best = k end end
  return best
end

return {
  kind = "consensus", name = "dmvd", version = "1.0.0", api = "1",
  summary = "Disseminates for as long as its option is good, then adopts what one disseminating neighbour says.",
  options = {
    dissemination = { type = "number", default = 10, min = 0, max = 1000000, unit = "rounds", help = "mean time an option of quality 1 is disseminated" },
    exploration = { type = "number", default = 3, min = 0, max = 1000000, unit = "rounds", help = "mean time of exploring after a decision" },
  },

  -- Kept: the phase, and the rounds left in it
  update = function(self, ctx, belief, neighbours, out, memory)
    local m, phase, left = ctx.m, ctx.m + 1, ctx.m + 2
    for k = 1, m do out[k] = belief[k] end
    if memory[phase] == 0 then
      memory[phase], memory[left] = EXPLORING, exponential(ctx, self.options.exploration)
    end
    memory[left] = memory[left] - 1
    if memory[left] > 0 then return end
    if memory[phase] == EXPLORING then
      memory[phase] = DISSEMINATING
      memory[left] = memory[left] + exponential(ctx, self.options.dissemination * (ctx.weights and ctx.weights[1] or 1))
      return
    end
    memory[phase], memory[left] = EXPLORING, memory[left] + exponential(ctx, self.options.exploration)

    local voices = {}
    for i = 1, #neighbours do
      if ctx.memories:get(i + 1, phase) == DISSEMINATING then voices[#voices + 1] = i end
    end
    if #voices == 0 then return end
    local heard = voices[1 + math.floor(ctx.random() * #voices)]
    local adopted = choice(function(k) return neighbours:get(heard, k) end, m)
    for k = 1, m do out[k] = (1 - ctx.rate) * belief[k] + (k == adopted and ctx.rate or 0) end
  end,
}
