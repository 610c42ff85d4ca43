import Identity
import Interface
import Kernels
import Policies
import Topology

extension SwarmInterface {
  /// - Parameter source: of plugins; nil where there is none.
  static func vote(_ source: @escaping @Sendable () -> (any PolicySource)?) -> Function {
    Function(
      "vote", "A vote among people and simulated agents: each person is a node whose belief is what they cast.",
      detail: """
        With store, people at several programs that open the same file vote together, one live ballot a name; question and options \
        may then be left out where the file has them. Agents begin with random beliefs and listen to people and to each other.
        """,
      .table("options", fields: [question.parameter, choices, agents.parameter, rule, graph, store.parameter, seed.parameter]),
      returns: Parameter("vote", .object(Vote.className)), example: "swarm.vote{ question = \"lunch?\", options = { \"pizza\", \"soup\" }, agents = 30 }",
      errors: [
        "there is no question, or there are not 1…1000 options that differ", "the file cannot be read or written, is damaged, or has another question",
        "the graph has no node for each agent and for people", "more than 2000 agents without a graph", "the rule is not found, or breaks a law of its kind",
      ]
    ) { (table: Table) throws -> Vote in
      var asked: VoteQuestion?
      if let text = table[question] {
        guard case .table(let list) = table["options"] else { throw ScriptError("swarm.vote: options: a list of options expected") }
        do throws(SwarmError) { asked = try VoteQuestion(text, options: list.list) } catch { throw ScriptError("swarm.vote: \(error)") }
      } else if table[store] == nil {
        throw ScriptError("swarm.vote: question: a text expected, or a store that has one")
      }
      var seats: Graph?
      if case .object(let object) = table["graph"], let graph = object as? ScriptGraph { seats = graph.graph }
      let vote = try refusing("swarm.vote") { () throws(SwarmError) in
        try Vote(
          asked, agents: Int(table[agents]), policy: EntropyRule().policy(), graph: seats, store: table[store], seed: UInt64(bitPattern: table[seed]))
      }
      if case .none = table["rule"] { return vote }
      let choice = try RuleChoice(table["rule"], at: "swarm.vote: rule")
      do throws(SwapError) { try choice.use(in: vote.slot, source()) } catch { throw ScriptError("swarm.vote: \(error)") }
      return vote
    }
  }

  private static func refusing<Result>(_ function: String, _ body: () throws(SwarmError) -> Result) throws(ScriptError) -> Result {
    do throws(SwarmError) { return try body() } catch { throw ScriptError("\(function): \(error)") }
  }

  private static let question: Typed<String?> = .optional(.string("question", "what it is about"), "the store's")
  private static let choices = Parameter(
    "options", .table, isOptional: true, defaultText: "the store's", "1…1000 texts, or numbers, whose belief can be averaged")
  private static let agents = Typed<Int64>.integer("agents", 0...1_000_000, "simulated, beside the people").defaulting(to: 0)
  private static let rule = Parameter("rule", .any, isOptional: true, defaultText: "entropy", "by which agents listen, as swarm.population takes it")
  private static let graph = Parameter("graph", .object(ScriptGraph.className), isOptional: true, defaultText: "everybody hears everybody", "a node for each agent, then for each person who may come")
  private static let store: Typed<String?> = .optional(.string("store", "file of the ballots, which several programs may open"), "in memory")
  private static let seed = Typed<Int64>.integer("seed", nil, "of every draw").defaulting(to: 1)

  static let voteClass = Class(
    Vote.className, "People and agents who make up their minds.", methods: [cast, retract, refresh, step, run, result, estimate], fields: fields,
    operators: [.card(of: Vote.self, example: "tostring(\(sample))")])

  private static let sample = "swarm.vote{ question = \"lunch?\", options = { \"pizza\", \"soup\" }, agents = 10 }"
  private static let onVote: Typed<Vote> = .object("self")
  private static let name: Typed<String> = .string("name", "whose; names that differ in case alone are one")
  private static let time: Typed<Int64?> = .optional(.integer("time_us", 0...Int64.max, unit: "µs", "when, by the caller's clock"), "not said")
  private static let signing = Parameter("key", .object(KeyPair.className), isOptional: true, defaultText: "unsigned", "signs the ballot; from then on the name needs it")
  private static let sealing: Typed<Table?> = .optional(.table("options", fields: [time.parameter, signing]), "{}")

  private static func key(_ options: Table?) -> KeyPair? {
    if case .object(let object)? = options?["key"] { object as? KeyPair } else { nil }
  }

  private static let cast = Function(
    "cast", "Casts a person's belief, in place of the one they cast before.",
    parameters: [
      onVote.parameter, name.parameter, Parameter("belief", .any, "an option, or a list with a share for each"),
      Parameter("confidence", .number, bounds: .numbers(0...1), isOptional: true, defaultText: "1", "share of the option named; the others get the rest alike"),
      sealing.parameter,
    ],
    results: [Parameter("voters", .integer, "how many people have a live ballot")],
    example: "v = \(sample); v:cast(\"ada\", \"soup\", 0.8); v:cast(\"bob\", { 0.3, 0.7 })",
    errors: [
      "the name is empty, longer than 64 bytes, or has characters that don't show", "there is no such option, or a confidence that would make another likelier",
      "not one share an option, of at least 0 and with a positive sum", "the name's ballots are signed by another key", "the file cannot be written",
    ]
  ) { frame in
    let vote = frame.object(0) as! Vote, options = try frame.isNone(4) ? nil : Table.read(frame, 4)
    let shares = try shares(of: frame.value(2), confidence: frame.isNone(3) ? nil : frame.number(3), vote.question)
    try refusing("cast") { () throws(SwarmError) in
      try vote.cast(frame.string(1), shares, time: options.flatMap { $0[time] }, key: key(options))
    }
    frame.push(Int64(vote.people.count))
  }

  private static func shares(of belief: Value, confidence: Double?, _ question: VoteQuestion) throws(ScriptError) -> [Double] {
    let options = question.options
    if case .table(let list) = belief {
      guard confidence == nil else { throw ScriptError("cast: shares say how confident they are: leave out the confidence") }
      guard list.fields.isEmpty else { throw ScriptError("cast: a list of \(options.count) shares expected, got named entries") }
      var shares: [Double] = []
      for (i, value) in list.list.enumerated() {
        guard let share = Double(value) else { throw ScriptError("cast: belief[\(i + 1)]: a number expected, got a \(value.typeName)") }
        shares.append(share)
      }
      return shares
    }
    let option: Int?
    switch belief {
    case .string(let text): option = options.firstIndex { $0.lowercased() == text.lowercased() }
    default: option = Double(belief).flatMap { number in question.values?.firstIndex(of: number) }
    }
    guard let option else {
      let known = options.prefix(10).joined(separator: ", ") + (options.count > 10 ? ", …" : "")
      var meant = ""
      if case .string(let text) = belief, text.utf8.count < 64, let near = suggestion(for: text, among: options) { meant = ": did you mean '\(near)'?" }
      throw ScriptError("cast: one of \(known) expected, or a list of shares\(meant)")
    }
    let confidence = confidence ?? 1
    guard options.count == 1 || confidence * Double(options.count) >= 1 else {
      throw ScriptError("cast: a confidence of at least 1/\(options.count) expected, for below it another option is likelier; got \(confidence)")
    }
    return options.indices.map { options.count == 1 ? 1 : $0 == option ? confidence : (1 - confidence) / Double(options.count - 1) }
  }

  private static let retract = Function(
    "retract", "Takes back what a person cast.", onVote, name, sealing, returns: .nothing, example: "v = \(sample); v:cast(\"ada\", \"soup\"); v:retract(\"ada\")",
    errors: ["nobody of that name has voted", "the name's ballots are signed by another key", "the file cannot be written"]
  ) { vote, name, options in
    try refusing("retract") { () throws(SwarmError) in try vote.retract(name, time: options.flatMap { $0[time] }, key: key(options)) }
    return Nothing()
  }

  private static let refresh = Function(
    "refresh", "Reads what others have cast; every other method does so first.", onVote, returns: Parameter("voters", .integer, "how many people have a live ballot"),
    example: "v = \(sample); v:refresh()", errors: ["the file is damaged or was cut short"]
  ) { vote in try refusing("refresh") { () throws(SwarmError) in Int64(try vote.refresh()) } }

  private static let step = Function(
    "step", "Lets the agents listen.", detail: "O(links · options) a round.", onVote, .optional(.integer("rounds", 1...10_000), "1"), returns: .nothing,
    example: "v = \(sample); v:step(3)", errors: ["the file is damaged or was cut short"]
  ) { vote, rounds in
    try refusing("step") { () throws(SwarmError) in _ = try vote.refresh() }
    for _ in 0..<(rounds ?? 1) { vote.step() }
    return Nothing()
  }

  private static let stepsMax = Typed<Int64>.integer("rounds", 0...100_000, "the most there are").defaulting(to: 1000)
  private static let quorum = Typed<Double>.number("quorum", 0...1, "share of the agents that has to agree; of the people where there are no agents").defaulting(to: 1)

  private static let run = Function(
    "run", "Lets the agents listen until a quorum of them agrees.", onVote, .optional(.table("options", fields: [stepsMax.parameter, quorum.parameter]), "{}"),
    returns: Parameter("agreed", .boolean), example: "v = \(sample); v:run{ quorum = 0.9 }", errors: ["the file is damaged or was cut short"]
  ) { vote, options in
    try refusing("run") { () throws(SwarmError) in _ = try vote.refresh() }
    let options = options ?? Table()
    return vote.run(rounds: Int(options[stepsMax]), quorum: options[quorum])
  }

  private static let row = Parameter.table(
    "row",
    fields: [
      Parameter("option", .string), Parameter("votes", .integer, "people who exhibit it"), Parameter("people", .number, "their mean share"),
      Parameter("agents", .number, "the agents' mean share"), Parameter("share", .number, "everybody's mean share"),
    ])

  private static let result = Function(
    "result", "What people and agents came to.",
    onVote,
    returns: .table(
      "result",
      fields: [
        Parameter("question", .string), Parameter("winner", .string, isOptional: true, "with the largest mean share, each voice weighing what it is sure of; nil where nobody said anything"),
        Parameter("share", .number, "the winner's mean share"), Parameter("certainty", .number, "mean 1 − H / ln K"),
        Parameter("voters", .integer), Parameter("agents", .integer), Parameter("rounds", .integer, "the agents' so far"),
        Parameter("plurality", .string, isOptional: true, "what most people exhibit"), Parameter("people", .string, isOptional: true, "the people's winner"),
        Parameter("low", .number, isOptional: true, "of the winner's share among people: the 95% interval of the bootstrap"), Parameter("high", .number, isOptional: true, "its other end"),
        Parameter("difference", .number, isOptional: true, "between people and agents: total variation, 0…1"), Parameter("refused", .integer, "entries of the file that nobody had the right to write"),
        .table("options", elements: row, "in the question's order"),
      ]),
    example: "v = \(sample); v:cast(\"ada\", \"soup\"); print(v:result().winner)", errors: ["the file is damaged or was cut short"]
  ) { vote in
    try refusing("result") { () throws(SwarmError) in _ = try vote.refresh() }
    let people = vote.tally(ofAgents: false), agents = vote.tally(ofAgents: true), all = vote.tallyOfAll(people, agents)
    let options = vote.question.options
    func text(_ option: Int?) -> Value { option.map { .string(options[$0]) } ?? .none }
    var fields: [(key: Value, value: Value)] = [
      (.string("question"), .string(vote.question.text)), (.string("winner"), text(all.winner)), (.string("share"), .number(all.winner.map { all.shares[$0] } ?? 0)),
      (.string("certainty"), .number(all.certainty)), (.string("voters"), .integer(Int64(people.count))), (.string("agents"), .integer(Int64(agents.count))),
      (.string("rounds"), .integer(Int64(vote.round))), (.string("plurality"), text(people.favourite)), (.string("people"), text(people.winner)),
      (.string("refused"), .integer(Int64(vote.roll.refused))),
    ]
    if let winner = all.winner, let interval = vote.interval({ $0[winner] }) {
      fields += [(.string("low"), .number(interval.low)), (.string("high"), .number(interval.high))]
    }
    if people.count > 0, agents.count > 0 { fields.append((.string("difference"), .number(people.distance(to: agents)))) }
    let rows = options.indices.map { option -> Value in
      [
        "option": .string(options[option]), "votes": .integer(Int64(people.votes[option])), "people": .number(people.shares[option]),
        "agents": .number(agents.shares[option]), "share": .number(all.shares[option]),
      ]
    }
    fields.append((.string("options"), .table(Table(list: rows))))
    return Table(fields: fields.filter { if case .none = $0.value { false } else { true } })
  }

  private static let estimate = Function(
    "estimate", "What number people and agents believe in, where the options are numbers.", onVote,
    returns: .table(
      "estimate",
      fields: [
        Parameter("mean", .number, "of everybody's mean belief"), Parameter("median", .number, "the least option with half of the belief at it or below"),
        Parameter("sd", .number, "of that belief"), Parameter("people", .number, isOptional: true, "the people's mean"), Parameter("agents", .number, isOptional: true, "the agents' mean"),
        Parameter("low", .number, isOptional: true, "of the people's mean: the 95% interval of the bootstrap"), Parameter("high", .number, isOptional: true, "its other end"),
      ]),
    example: "v = swarm.vote{ question = \"how many?\", options = { 10, 20, 30 } }; v:cast(\"ada\", 20); print(v:estimate().mean)",
    errors: ["the options are texts", "nobody said anything", "the file is damaged or was cut short"]
  ) { vote in
    try refusing("estimate") { () throws(SwarmError) in _ = try vote.refresh() }
    guard let values = vote.question.values else { throw ScriptError("estimate: the options are texts, and only numbers have a mean") }
    let people = vote.tally(ofAgents: false), agents = vote.tally(ofAgents: true), all = vote.tallyOfAll(people, agents)
    guard all.count > 0 else { throw ScriptError("estimate: nobody has said anything yet") }
    func mean(_ shares: [Double]) -> Double { zip(shares, values).reduce(0) { $0 + $1.0 * $1.1 } }
    let centre = mean(all.shares), order = values.indices.sorted { values[$0] < values[$1] }
    var below = 0.0, median = values[order[0]]
    for option in order {
      below += all.shares[option]
      if below >= 0.5 - 1e-12 {
        median = values[option]
        break
      }
    }
    let variance = zip(all.shares, values).reduce(0) { $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre) }
    var fields: [(key: Value, value: Value)] = [
      (.string("mean"), .number(centre)), (.string("median"), .number(median)), (.string("sd"), .number(variance.squareRoot())),
    ]
    if people.count > 0 { fields.append((.string("people"), .number(mean(people.shares)))) }
    if agents.count > 0 { fields.append((.string("agents"), .number(mean(agents.shares)))) }
    if let interval = vote.interval(mean) { fields += [(.string("low"), .number(interval.low)), (.string("high"), .number(interval.high))] }
    return Table(fields: fields)
  }

  private static let fields = [
    Function("question", "What it is about.", onVote, returns: Parameter("question", .string), example: "v = \(sample); print(v.question)") { $0.question.text },
    Function("voters", "How many people have a live ballot.", onVote, returns: Parameter("voters", .integer), example: "v = \(sample); print(v.voters)") { Int64($0.people.count) },
    Function("agents", "How many agents there are.", onVote, returns: Parameter("agents", .integer), example: "v = \(sample); print(v.agents)") { Int64($0.agentCount) },
    Function("round", "The agents' rounds so far.", onVote, returns: Parameter("round", .integer), example: "v = \(sample); print(v.round)") { Int64($0.round) },
  ]
}
