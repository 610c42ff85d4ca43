import Economy
public import Interface
import Learning
import Policies
import Simulation

extension Colony {
  /// The result's fingerprint: every task's end, every balance, every count.
  public var resultDigest: String {
    var digest = digest
    for account in 0..<market.ledger.accountCount { digest.add(market.ledger.balance(of: AccountID(rawValue: UInt32(account)))) }
    for count in [metrics.scored, metrics.right, metrics.abstained, metrics.agreed, metrics.consensusRounds, metrics.adapterHits,
      metrics.adapterMisses, metrics.updates, metrics.gossipMessages, metrics.events] { digest.add(Int64(count)) }
    digest.add(metrics.welfare)
    digest.add(metrics.payments)
    return digest.hexadecimal
  }

  /// Everything that is known of the run so far, as plain data.
  ///
  /// `timing` is wall-clock; all else is a result and comes out alike for the same seed, inputs and policies.
  public func report() -> Table {
    Table(fields: [
      ("configuration", .table(configuration.values)),
      ("now_s", .number(now.inSeconds)),
      ("duration_s", .number(duration.inSeconds)),
      ("tasks", taskReport),
      ("accuracy", accuracyReport),
      ("latency_s", latencyReport),
      ("market", marketReport),
      ("swarm", swarmReport),
      ("novel", novelReport),
      ("learning", learningReport),
      ("network", [
        "messages": .integer(Int64(network.messages)), "lost": .integer(Int64(network.lost)), "bytes": .integer(network.bytes),
        "hosts_shared": .boolean(network.roundTrips.isSampled),
      ]),
      ("identity", identityReport),
      ("governance", governanceReport),
      ("policies", policyReport),
      ("swaps", .table(Table(list: policies.swaps.dropFirst(foundingSwaps).map { swap in
        ["time_s": .number(swap.time.inSeconds), "kind": .string(swap.kind), "from": .string(swap.from.name), "to": .string(swap.to.name)]
      }))),
      ("digest", .string(resultDigest)),
      ("timing", timingReport),
    ].map { (.string($0.0), $0.1) })
  }

  private var taskReport: Value {
    var table = Table()
    table["total"] = .integer(Int64(tasks.count))
    table["ended"] = .integer(Int64(metrics.total))
    table["units"] = .integer(tasks.reduce(0) { $0 + $1.units })
    for state in TaskState.ends { table[state.name] = .integer(Int64(metrics[state])) }
    table["disputes"] = .integer(Int64(metrics.disputes))
    table["upheld"] = .integer(Int64(metrics.upheld))
    return .table(table)
  }

  private var accuracyReport: Value {
    let heldOut = service.heldOut()
    var table = Table()
    table["prequential"] = metrics.prequentialAccuracy.map(Value.number) ?? .none
    table["interval"] = metrics.scored > 0 ? interval(wilsonInterval(successes: Double(metrics.right), of: metrics.scored)) : .none
    table["scored"] = .integer(Int64(metrics.scored))
    table["abstained"] = .integer(Int64(metrics.abstained))
    table["series"] = series(metrics.accuracy)
    table["held_out"] = .number(heldOut.score.accuracy)
    table["held_out_interval"] = interval(heldOut.score.interval)
    table["held_out_frozen"] = .number(heldOut.frozen.accuracy)
    let gain = heldOut.score.gain(over: heldOut.frozen)
    table["held_out_gain"] = .number(gain.mean)
    table["held_out_gain_interval"] = interval(gain.interval)
    table["held_out_refused"] = .number(heldOut.score.abstainedOutOfScope)
    table["out_of_scope"] = .integer(Int64(metrics.strangers))
    table["out_of_scope_refused"] = .integer(Int64(metrics.strangersRefused))
    return .table(table)
  }

  private var latencyReport: Value {
    var table = Table()
    for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
      table[name] = metrics.latencyQuantile(share).map { .number($0.inSeconds) } ?? .none
    }
    table["series"] = series(metrics.latency)
    return .table(table)
  }

  private var marketReport: Value {
    var table = Table()
    table["price"] = series(metrics.price)
    table["clearing"] = series(metrics.clearing)
    table["utilization"] = series(metrics.utilization)
    table["price_tracks_load"] = .number(correlation(metrics.price, metrics.utilization) ?? 0)
    table["step_s"] = .number(metrics.price.step.inSeconds)
    for (name, amount) in [
      ("welfare", metrics.welfare), ("cost", metrics.cost), ("payments", metrics.payments), ("fees", metrics.fees), ("discounts", metrics.discounts),
      ("slashed", metrics.slashed),
    ] { table[name + "_ruv"] = .number(Double(amount) / Double(Voucher.micros)) }
    table["penalties_ruv"] = .number(Double(market.ledger.balance(of: market.penalties)) / Double(Voucher.micros))
    table["stake_lost"] = stakeLost
    table["income_gini"] = giniCoefficient(nodes.income).map(Value.number) ?? .none
    table["transfers"] = .integer(Int64(market.ledger.transferCount))
    table["balanced"] = .boolean((try? market.ledger.audit()) != nil)
    if let decisions {
      table["decisions"] = [
        "file": .string(decisions.path), "count": .integer(Int64(decisions.count)), "failure": decisions.failure.map(Value.string) ?? .none,
      ]
    }
    if let journal = market.ledger.journal, let file = journal.file {
      table["journal"] = [
        "file": .string(file.path), "entries": .integer(Int64(journal.entries.count)), "head": .string(journal.head.hexadecimal),
      ]
    }
    return .table(table)
  }

  /// What part of their stakes flaky nodes and the others have lost.
  private var stakeLost: Value {
    func lost(_ isIncluded: (Int) -> Bool) -> Value {
      let included = (0..<nodes.count).filter(isIncluded)
      let left = included.reduce(0 as Int64) { $0 + market.stake(of: $1) }
      return included.isEmpty ? .none : .number(1 - Double(left) / Double(Market.initialStake * Int64(included.count)))
    }
    return ["flaky": lost { nodes.isFlaky[$0] }, "others": lost { !nodes.isFlaky[$0] }]
  }

  private var swarmReport: Value {
    let shortlists = Double(max(1, metrics.shortlists))
    return [
      "shortlists": .integer(Int64(metrics.shortlists)), "agreed": .number(Double(metrics.agreed) / shortlists),
      "rounds": .number(Double(metrics.consensusRounds) / shortlists), "trails": .integer(Int64(shortlister.trails.count)),
      "patterns": .integer(Int64(memories.patternCount)), "memory_reports": .integer(Int64(memories.reports)),
      "memory_bytes": .integer(memories.bytes), "overlay_links": .integer(Int64(overlay.edgeCount)),
      "regret": [
        "favourite_s": metrics.favouriteRegret.mean.map(Value.number) ?? .none, "award_s": metrics.awardRegret.mean.map(Value.number) ?? .none,
        "best": metrics.shortlists > 0 ? .number(Double(metrics.favouritesBest) / shortlists) : .none,
        "favourite_series": series(metrics.favouriteRegret), "award_series": series(metrics.awardRegret),
      ],
    ]
  }

  private var novelReport: Value {
    let novel = metrics.novel
    return [
      "tasks": .integer(Int64(novel.total)), "completed": .integer(Int64(novel.completed)), "right": .integer(Int64(novel.right)),
      "late": .integer(Int64(novel.late)), "latency_s": novel.meanLatency.map { .number($0 / 1e6) } ?? .none,
      "welfare_ruv": .number(Double(novel.welfare) / Double(Voucher.micros)),
    ]
  }

  private var learningReport: Value {
    var table = Table()
    table["updates"] = .integer(Int64(metrics.updates))
    table["adapter_hits"] = .integer(Int64(metrics.adapterHits))
    table["adapter_misses"] = .integer(Int64(metrics.adapterMisses))
    table["adapter_hit_rate"] = metrics.adapterHitRate.map(Value.number) ?? .none
    table["gossip_messages"] = .integer(Int64(metrics.gossipMessages))
    table["gossip_bytes"] = .integer(metrics.gossipBytes)
    return .table(table)
  }

  private var identityReport: Value {
    [
      "signing": .boolean(signing.isOn), "signed": .integer(Int64(signing.signed)), "verified": .integer(Int64(signing.verified)),
      "intrusions": .integer(Int64(metrics.intrusions)), "refused_forged": .integer(Int64(signing.forged)),
      "refused_replayed": .integer(Int64(signing.replayed)), "equivocations": .integer(Int64(metrics.equivocations)),
      "convictions": .integer(Int64(metrics.convictions)),
    ]
  }

  private var governanceReport: Value {
    let proposals = governor.proposals
    var table = Table()
    table["on"] = .boolean(configuration.governance)
    table["proposals"] = .integer(Int64(proposals.count))
    for state in ProposalState.allCases { table[state.rawValue] = .integer(Int64(proposals.count { $0.state == state })) }
    table["decided"] = .integer(Int64(proposals.count { $0.weight != nil }))
    table["against_stake"] = .integer(Int64(proposals.count(where: \.isAgainstStake)))
    table["votes"] = .integer(Int64(proposals.reduce(0) { $0 + $1.ballots.count }))
    table["paused"] = .boolean(governor.isPaused)
    table["terms"] = .table(Table(fields: stances.map { (.string($0.parameter.name), .integer($0.parameter.value)) }))
    return .table(table)
  }

  private var policyReport: Value {
    var table = Table()
    for slot in policies.slots {
      var row = Table()
      row["name"] = .string(slot.active.identity.name)
      row["version"] = .string(slot.active.identity.version)
      row["hash"] = .string(slot.active.identity.hash)
      row["calls"] = .integer(Int64(slot.calls))
      row["faults"] = .integer(Int64(slot.faultCount))
      row["first_fault"] = slot.faults.first.map { .string($0.description) } ?? .none
      row["suspended"] = .boolean(slot.suspension != nil)
      row["answering"] = .string(slot.answering.identity.name)
      row["ns_per_call"] = .number(slot.meanNanoseconds)
      table[slot.kind.name] = .table(row)
    }
    return .table(table)
  }

  private var timingReport: Value {
    var stages = Table()
    for kind in ColonyEvent.Kind.allCases where profile.counts[Int(kind.rawValue)] > 0 {
      stages["\(kind)"] = [
        "events": .integer(Int64(profile.counts[Int(kind.rawValue)])),
        "seconds": .number(Double(profile.nanoseconds[Int(kind.rawValue)]) / 1e9),
      ]
    }
    let seconds = Double(profile.nanoseconds.reduce(0, +)) / 1e9
    return [
      "events": .integer(Int64(metrics.events)), "seconds": .number(seconds),
      "tasks_per_second": .number(seconds > 0 ? Double(metrics.total) / seconds : 0), "stages": .table(stages),
    ]
  }

  /// False where nothing happened: a list has no holes.
  private func series(_ series: TimeSeries) -> Value {
    .table(Table(list: series.means.map { $0.map(Value.number) ?? .boolean(false) }))
  }

  private func interval(_ interval: ClosedRange<Double>?) -> Value {
    interval.map { .table(Table(list: [.number($0.lowerBound), .number($0.upperBound)])) } ?? .none
  }
}

extension Configuration {
  /// The options by name, as a script would give them.
  var values: Table {
    var table = Table()
    for option in Self.options { table[option.parameter.name] = option.read(self) }
    return table
  }
}
