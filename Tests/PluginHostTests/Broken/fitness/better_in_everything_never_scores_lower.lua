--- Breaks "better in everything never scores lower": prefers the larger model of two.
return {
  kind = "fitness", name = "better_in_everything_never_scores_lower", version = "1.0.0", api = "1",
  summary = "Prefers the larger model of two.",

  score = function(self, ctx, accuracy, latency_us, bytes) return accuracy + bytes / ctx.bytes_budget end,
}
