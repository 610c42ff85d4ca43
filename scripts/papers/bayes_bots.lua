--- Bayes Bots on a network: how sure to be, and what telling decisions instead of observations does.
---
---     formic run scripts/papers/bayes_bots.lua --quick
---
--- Ebert, Gauci, Mallmann-Trenn & Nagpal, "Bayes Bots: collective Bayesian decision-making in decentralized robot swarms",
--- ICRA 2020: claims that feedback (who has decided says so) helps both speed and accuracy. The reference figures are those of
--- a re-run of the rule on a network (100 agents, 8-regular, Beta(10, 10), p_c = 0.99), not the paper's, which moved robots
--- in an arena.

local paper = require "papers.paper"
local o = paper.options {
  about = "Bayes Bots with and without feedback, on a random 8-regular network.",
  runs = 20, quick = 4,
  own = {
    agents = { default = 100, min = 10, max = 100000, help = "on a random 8-regular graph" },
    confidence = { default = 0.99, min = 0.5, max = 0.9999, help = "p_c, the mass of the posterior to decide at" },
    hear = { default = "one", help = "one: a neighbour's message each round; all: every neighbour's" },
    rounds = { default = 5000, min = 10, max = 1000000, help = "the most a run may take" },
  },
}
if o.hear ~= "one" and o.hear ~= "all" then error("--hear: one or all", 0) end

-- Share of right decisions and steps until all have decided: plain, and with feedback.
local cases = { { 0.52, { 0.962, 1344 }, { 0.983, 200 } }, { 0.55, { 0.999, 247 }, { 0.998, 92 } }, { 0.6, { 1.0, 76 }, { 1.0, 46 } } }

local progress = script.progress { total = #cases * 2 * o.runs, label = "runs" }
local rows, shown = {}, {}
for i, case in ipairs(cases) do
  for j, feedback in ipairs { false, true } do
    local right, steps, means, undecided = {}, {}, {}, 0
    for run = 1, o.runs do
      progress:update(((i - 1) * 2 + j - 1) * o.runs + run - 1, ("f = %.2f"):format(case[1]))
      local p = swarm.population {
        graph = topology.regular(o.agents, 8, o.seed + run), options = 2, start = "undecided", truth = 1, evidence = case[1], seed = o.seed + 1000 * run,
        rule = { "bayes_bots", prior = 10, confidence = o.confidence, feedback = feedback, one = o.hear == "one" }, camps = false, groups = false,
      }
      -- Who has decided is certain of it, who has not never is
      local decided, times, count, correct = {}, 0, 0, 0
      while count < o.agents and p.round < o.rounds do
        p:step()
        local certainties, choices = p:certainties(), p:choices()
        for agent = 1, o.agents do
          if not decided[agent] and certainties[agent] == 1 then
            decided[agent], count, times = true, count + 1, times + p.round
            if choices[agent] == 1 then correct = correct + 1 end
          end
        end
      end
      undecided = undecided + o.agents - count
      right[run], steps[run], means[run] = correct / math.max(1, count), p.round, times / math.max(1, count)
    end
    local accuracy, time, mean, reference = paper.mean(right), paper.mean(steps), paper.mean(means), case[j + 1]
    rows[#rows + 1] = { f = case[1], feedback = feedback, accuracy = accuracy.mean, accuracy_half = accuracy.half, steps = time.mean, steps_half = time.half, mean_steps = mean.mean, undecided = undecided,
      their_accuracy = reference[1], their_steps = reference[2] }
    shown[#shown + 1] = {
      ("%.2f"):format(case[1]), feedback and "yes" or "no", ("%.3f ± %.3f"):format(accuracy.mean, accuracy.half), ("%.3f"):format(reference[1]), ("%+.3f"):format(accuracy.mean - reference[1]),
      ("%.0f ± %.0f"):format(time.mean, time.half), ("%.0f"):format(mean.mean), reference[2], undecided,
    }
  end
end
progress:finish()

paper.report(o, {
  name = "bayes_bots", rows = rows, shown = shown,
  title = ("Bayes Bots, %d agents, p_c = %g, hearing %s, %d runs a case, 95%% intervals"):format(o.agents, o.confidence, o.hear, o.runs),
  columns = { paper.column "f", "feedback", paper.column "right", paper.column "reference", paper.column "difference", paper.column "steps, all", paper.column "steps, mean", paper.column "reference", paper.column "undecided" },
  notes = {
    "f: how often an agent sees the true option. Steps: until all have decided, and until an agent has, on average.",
    "The reference is a re-run on a network whose convention of hearing was not kept; --hear one and --hear all bracket it. What the paper",
    "claims is the comparison: with feedback decisions come sooner and are no less often right.",
  },
})
