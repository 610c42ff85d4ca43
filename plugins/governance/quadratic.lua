--- Quadratic voting: a hundred times the stake weighs ten times as much.
---
--- The weight is the whole square root of the stake, in µrUv, so that many small voices outweigh a large one. That invites
--- splitting: n names with a share each weigh √n times as much. Only members with an identity bond of their own are
--- therefore heard; a stake S carries at most S/bond names, and the gain from splitting is bounded by √(S/bond).
---
--- Source: S. Lalley and G. Weyl, "Quadratic Voting", AEA Papers and Proceedings, 2018.
---
---     > plugin.load("governance/quadratic"):try { stakes = { 900, 100, 400 }, bonded = { true, true, false } }
---     vector i64[3]  30 10 0

--- ⌊√n⌋, exactly: a float's root is one off at most.
local function root(n)
  local r = math.floor(math.sqrt(n))
  while r * r > n do r = r - 1 end
  while (r + 1) * (r + 1) <= n do r = r + 1 end
  return r
end

return {
  kind = "governance", name = "quadratic", version = "1.0.0", api = "1",
  summary = "The square root of the stake, for members with an identity bond.",

  weigh = function(self, ctx, stakes, weights)
    for i = 1, #stakes do weights[i] = ctx.bonded[i] and root(stakes[i]) or 0 end
  end,
}
