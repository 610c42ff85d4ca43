import Economy
import Interface

/// What the tables a colony hands to scripts hold, for help and completion.
enum ColonyResults {
  static let report: Parameter = .table(
    "report",
    fields: [
      .table("configuration", fields: Configuration.options.map(\.parameter), "every option but `use`"),
      seconds("now_s", "simulated time"), seconds("duration_s", "from the first arrival to the last"),
      .table(
        "tasks",
        fields: [count("total", "arrivals"), count("ended", "tasks that have ended"), count("units", "compute units of all")]
          + TaskState.ends.map { count($0.name, "tasks that ended so") } + [count("disputes", "wrong answers disputed"), count("upheld", "disputes the requester won")],
        "by how they ended"),
      .table(
        "accuracy",
        fields: [
          share("prequential", "of scored answers that were right"), interval("interval", "of it, 95%"), count("scored", "answers with a truth"),
          count("abstained", "answers withheld"), count("out_of_scope", "tasks outside every intent"), count("out_of_scope_refused", "of these, withheld"),
          share("held_out", "on held-out utterances, adapters as they are"), interval("held_out_interval", "of it, 95%"),
          share("held_out_frozen", "without adapters"), Parameter("held_out_gain", .number, "the first less the second"),
          interval("held_out_gain_interval", "of it, 95%"), share("held_out_refused", "of utterances outside every intent that are withheld"), series("series", "share right, by time"),
        ], "of the answers"),
      .table("latency_s", fields: [quantile("p50"), quantile("p95"), quantile("p99"), series("series", "by time")], "from arrival to answer"),
      .table(
        "market",
        fields: [
          Parameter("balanced", .boolean, "whether debits equal credits"), ruv("welfare_ruv", "value of the answers less their cost"), ruv("cost_ruv", "of the work"), ruv("payments_ruv", "to executors"),
          ruv("fees_ruv", "to the pool"), ruv("discounts_ruv", "for reputation"), ruv("slashed_ruv", "of stakes"), ruv("penalties_ruv", "forfeited bonds and slashed stakes"),
          .table("stake_lost", fields: [share("flaky", "by nodes that drop jobs, nil without any"), share("others", "by the rest")], "what part of their stakes"), share("income_gini", "inequality of incomes"),
          Parameter("price_tracks_load", .number, "correlation"), seconds("step_s", "between two entries of the series"), series("price", "a unit, by time"), series("clearing", "price, by time"),
          series("utilization", "by time"), count("transfers", "in the ledger"),
          .table(
            "decisions", fields: [word("file", "they are logged in"), count("count", "so far"), Parameter("failure", .string, isOptional: true, "why nothing more is logged")],
            isOptional: true, "of the policies that move money, with `decisions`"),
          .table(
            "journal", fields: [word("file", "it is kept in"), count("entries", "so far"), word("head", "hash of the last, which stands for all")], isOptional: true,
            "of the ledger, with `store`"),
        ], "money"),
      .table(
        "swarm",
        fields: [
          share("agreed", "of shortlists agreed on"), Parameter("rounds", .number, "mean of a shortlist's"), count("shortlists", "negotiated"), count("trails", "of pheromone"), count("patterns", "in all nodes' memories"),
          count("memory_reports", "of patterns, told to neighbours"), Parameter("memory_bytes", .integer, unit: "bytes", "of these"),
          count("overlay_links", "between nodes"),
          .table(
            "regret",
            fields: [
              mean("favourite_s", "that the favoured node costs a task more than the best considered"), mean("award_s", "that the winner costs more than the best invited"),
              share("best", "of the favourites that were the best considered"), series("favourite_series", "the first by time"), series("award_series", "the second by time"),
            ], "expected time to a success over what an oracle would have, who knows true speeds, queues and reliability"),
        ], "coordination"),
      .table(
        "novel",
        fields: [
          count("tasks", "that ended"), count("completed", "of these"), count("right", "answers"), count("late", "too late or never"),
          Parameter("latency_s", .number, unit: "s", isOptional: true, "mean of completed ones"), ruv("welfare_ruv", "value of right answers less cost of the work"),
        ], "requests of domains that come only in the second half, with `unseen`"),
      .table(
        "learning",
        fields: [
          count("updates", "of adapters"), count("gossip_messages", "sent"), Parameter("gossip_bytes", .integer, unit: "bytes", "sent"), count("adapter_hits", "adapters found in memory"),
          count("adapter_misses", "adapters loaded"), share("adapter_hit_rate", "of the two"),
        ], "adapters"),
      .table(
        "network", fields: [count("messages", "sent"), count("lost", "of these"), Parameter("bytes", .integer, unit: "bytes", "sent"), Parameter("hosts_shared", .boolean, "whether nodes share measured hosts")],
        "messages"),
      .table(
        "identity",
        fields: [
          Parameter("signing", .boolean, "whether money messages are signed"), count("signed", "messages"), count("verified", "of these"), count("intrusions", "bids sent in others' names"),
          count("refused_forged", "bad signatures"), count("refused_replayed", "signed for something else"), count("equivocations", "second prices sealed for one task"), count("convictions", "of these, proven and slashed"),
        ], "who said what"),
      .table(
        "governance",
        fields: [Parameter("on", .boolean, "whether nodes propose and vote"), count("proposals", "made")]
          + ProposalState.allCases.map { count($0.rawValue, "of these, at the moment") } + [
            count("decided", "votes that ended"), count("against_stake", "of these, decided otherwise than most of the stake voted"), count("votes", "cast"),
            Parameter("paused", .boolean, "by the person"), .table("terms", others: Parameter("value", .integer), "in force, by name"),
          ], "what the nodes decided"),
      .table(
        "policies",
        others: .table(
          "policy",
          fields: [
            word("name", "of the plugin in force"), word("version", "of it"), word("hash", "of its text"), count("calls", "so far"), count("faults", "so far"),
            Parameter("first_fault", .string, isOptional: true, "in full"), Parameter("suspended", .boolean, "after too many"), word("answering", "who answers: it, or the built-in rule"),
            Parameter("ns_per_call", .number, unit: "ns", "mean"),
          ]), "by kind"),
      .table(
        "swaps", elements: .table("swap", fields: [seconds("time_s", "when"), word("kind", "of policy"), word("from", "plugin before"), word("to", "plugin after")]), "after the founding"),
      word("digest", "fingerprint of the results"),
      .table(
        "timing",
        fields: [
          count("events", "simulated"), Parameter("seconds", .number, unit: "s", "of wall-clock time"), Parameter("tasks_per_second", .number, unit: "1/s", "simulated"),
          .table(
            "stages", others: .table("stage", fields: [count("events", "of the kind"), Parameter("seconds", .number, unit: "s", "they took")]), "by kind of event"),
        ], "how fast it ran; no part of the results"),
    ])

  static let node: Parameter = .table(
    "node",
    fields: [
      Parameter("speed", .number, "of computing, relative"), Parameter("cost_per_unit", .number, unit: "µrUv"), Parameter("memory_bytes", .integer, unit: "bytes", "for models"),
      word("model", "it runs"), Parameter("flaky", .boolean, "whether it drops jobs"), Parameter("ring", .boolean, "whether one owner runs it together with others"), Parameter("online", .boolean), seconds("queue_s", "of work waiting"), share("utilization", "of its time so far"),
      count("bids", "made"), count("wins", "of these"), ruv("income_ruv", "so far"), ruv("profit_ruv", "income less the cost of its work and lost bonds"), ruv("balance_ruv", "of its wallet"), ruv("stake_ruv", "put down"), share("reputation", "score"),
      .table("neighbours", elements: Parameter("node", .integer, "from 1"), "in the overlay"),
    ])

  static let task: Parameter = .table(
    "task",
    fields: [
      word("state", "where it stands"), word("text", "what was asked"), word("intent", "the truth"), Parameter("answer", .string, isOptional: true, "what was answered"),
      Parameter("submitter", .integer, "node, from 1"), Parameter("executor", .integer, isOptional: true, "node, from 1"), Parameter("units", .integer, unit: "compute units", "its size"),
      Parameter("value", .integer, unit: "µrUv", "to the requester"), Parameter("reserve", .integer, unit: "µrUv", "the most that is paid"), Parameter("payment", .integer, unit: "µrUv", "what was paid"),
      seconds("arrival_s", "when it came"), seconds("deadline_s", "when the answer is due"), .table("invited", elements: Parameter("node", .integer, "from 1"), "asked for a bid"),
    ])

  private static func seconds(_ name: String, _ summary: String) -> Parameter { Parameter(name, .number, unit: "s", summary) }
  private static func quantile(_ name: String) -> Parameter { Parameter(name, .number, unit: "s", isOptional: true, "that share of answers took at most so long") }
  private static func mean(_ name: String, _ summary: String) -> Parameter { Parameter(name, .number, unit: "s", isOptional: true, summary) }
  private static func count(_ name: String, _ summary: String) -> Parameter { Parameter(name, .integer, summary) }
  private static func share(_ name: String, _ summary: String) -> Parameter { Parameter(name, .number, bounds: .numbers(0...1), isOptional: true, summary) }
  private static func ruv(_ name: String, _ summary: String) -> Parameter { Parameter(name, .number, unit: "rUv", summary) }
  private static func word(_ name: String, _ summary: String) -> Parameter { Parameter(name, .string, summary) }
  private static func interval(_ name: String, _ summary: String) -> Parameter {
    .table(name, elements: Parameter("end", .number), isOptional: true, summary)
  }
  private static func series(_ name: String, _ summary: String) -> Parameter { Parameter(name, .table, isOptional: true, summary + "; false where nothing happened") }
}
