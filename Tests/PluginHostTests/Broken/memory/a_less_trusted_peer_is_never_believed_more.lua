--- Broken on purpose: believes strangers most.
return {
  kind = "memory", name = "a_less_trusted_peer_is_never_believed_more", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  confidence = function(self, ctx) return 1 - ctx.trust end,
}
