import CKernels
import Interface
import Kernels

extension SwarmInterface {
  static let allocationClass = Class(
    ScriptAllocation.className, "A rule that gives out tasks, and what it regrets.",
    methods: [run, use, series, fit, choices],
    fields: [
      field("regret", "Regret of all tasks so far against the oracle.", Parameter("regret", .number, unit: "s")) { $0.study.regret / 1e6 },
      field("optimal", "Share of the tasks that went to the oracle's choice; nil before the first.", Parameter("optimal", .number, bounds: .numbers(0...1), isOptional: true)) {
        $0.study.done > 0 ? Double($0.study.optimal) / Double($0.study.done) : nil
      },
      field("done", "Tasks so far.", Parameter("done", .integer)) { Int64($0.study.done) },
      field("tasks", "Tasks in all.", Parameter("tasks", .integer)) { Int64($0.study.configuration.tasks) },
      field("rule", "Name of the rule that answers: the one in use, or the built-in one once that is suspended.", Parameter("rule", .string)) { $0.ruleName },
      field("faults", "Answers that broke the rule's contract; the built-in one stood in.", Parameter("faults", .integer)) { Int64($0.study.rule.slot.faultCount) },
    ],
    operators: [.card(of: ScriptAllocation.self, example: "tostring(\(made))")])

  private static let made = "swarm.allocation{ nodes = 4, tasks = 50 }"
  private static let onStudy: Typed<ScriptAllocation> = .object("study")

  private static func field<R: Passable>(_ name: String, _ summary: String, _ result: Parameter, _ body: @escaping @Sendable (ScriptAllocation) throws -> R) -> Function {
    Function(name, summary, onStudy, returns: result, example: "\(made).\(name)", body)
  }

  private static let run = Function(
    "run", "Gives out so many tasks more.", detail: "O(count · nodes). Ctrl-C stops between two tasks.",
    onStudy, .optional(.integer("count", 0...100_000_000), "all that are left"), returns: onStudy.parameter, example: "\(made):run(10).done",
    errors: ["it was interrupted"]
  ) { (object: ScriptAllocation, count: Int64?) throws -> ScriptAllocation in
    object.study.run(count.map { Int($0) } ?? .max) { ck_is_interrupted() }
    if ck_is_interrupted() { throw ScriptError("interrupted") }
    return object
  }

  private static let use = Function(
    "use", "Puts another rule in force; beliefs and trails stay.", onStudy, allocationRule, returns: onStudy.parameter, example: "\(made):run(20):use(\"greedy\"):run()",
    errors: ["there is no such rule, or it cannot be loaded", "it is a policy of another kind than allocation"]
  ) { (object: ScriptAllocation, rule: Value) throws -> ScriptAllocation in
    try object.use(RuleChoice(rule, of: AllocationKind.kind, at: "rule"))
    return object
  }

  private static let series = Function(
    "series", "The course so far, at most 1,000 points: plot(s.task, s.regret).", onStudy,
    returns: .table(
      "series",
      fields: [
        Parameter("task", .object("vector"), "f64: tasks until then"), Parameter("regret", .object("vector"), unit: "s", "f64: of all of them"),
        Parameter("optimal", .object("vector"), "f64: share of them that went to the oracle's choice"),
      ]), example: "\(made):run():series().regret"
  ) { (object: ScriptAllocation) -> Table in
    let course = object.study.course
    return Table(fields: [
      (.string("task"), .object(Vector(course.map { Double($0.task) }))), (.string("regret"), .object(Vector(course.map { $0.regret / 1e6 }))),
      (.string("optimal"), .object(Vector(course.map { Double($0.optimal) / Double($0.task) }))),
    ])
  }

  private static let fit = Function(
    "fit", "How regret grew: least squares of a + b ln T, and of a line for comparison; nil for less than three points.", onStudy,
    returns: .table(
      "fit",
      fields: [
        Parameter("a", .number, unit: "s"), Parameter("b", .number, unit: "s", "regret added while T grows e-fold"), Parameter("r2", .number, "share of the variance explained"),
        Parameter("linear_r2", .number, "the same of a + b T"),
      ], isOptional: true), example: "\(made):run():fit().b"
  ) { (object: ScriptAllocation) -> Table? in
    object.study.growth.map { growth in
      Table(fields: [
        (.string("a"), .number(growth.logarithmic.intercept / 1e6)), (.string("b"), .number(growth.logarithmic.slope / 1e6)),
        (.string("r2"), .number(growth.logarithmic.explained)), (.string("linear_r2"), .number(growth.linear.explained)),
      ])
    }
  }

  private static let choices = Function(
    "choices", "Tasks that each node got.", onStudy, returns: Parameter("choices", .object("vector"), "i64, one a node"), example: "\(made):run():choices()"
  ) { (object: ScriptAllocation) -> Vector in Vector(object.study.choices.map { Int64($0) }) }
}

extension ScriptAllocation: Describable {
  var card: Card {
    let configuration = study.configuration
    var parts: [Card.Part] = [
      .row("rule", [ruleName] + (study.rule.slot.suspension.map { ["suspended: \($0)"] } ?? [])),
      .row("world", [
        Readable.count(configuration.nodes, "node"), Readable.count(configuration.types, "type"), Readable.count(configuration.submitters, "submitter"),
        configuration.shares ? "sharing" : "not sharing", drift == "none" ? "no drift" : "drift: \(drift)",
      ]),
    ]
    if study.done > 0 {
      let share = Double(study.optimal) / Double(study.done)
      let mean = "\(Readable.duration(study.regret / 1e6 / Double(study.done))) a task"
      parts.append(.course("regret", study.course.map(\.regret), ["\(Readable.duration(study.regret / 1e6)) so far", mean]))
      parts.append(.bar("optimal", share, ["\(Int((share * 100).rounded()))%"]))
    }
    if let growth = study.growth {
      let line = growth.logarithmic
      parts.append(.row("growth", [
        "\(Readable.number(line.intercept / 1e6)) + \(Readable.number(line.slope / 1e6)) ln T s, r² \(Readable.number(line.explained))",
        "linear: r² \(Readable.number(growth.linear.explained))",
      ]))
      let most = study.choices.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.prefix(5)
      parts.append(.row("most asked", most.map { "node \($0.offset + 1): \(Readable.count($0.element))" }))
    }
    return Card("allocation study", ["\(Readable.count(study.done)) of \(Readable.count(configuration.tasks, "task"))"], parts: parts)
  }
}

extension ScriptAllocation: Charted {
  /// Regret by task.
  var courses: [Course] { [Course("regret (s)", study.course.map { $0.regret / 1e6 }, step: Double(study.stride))] }
}
