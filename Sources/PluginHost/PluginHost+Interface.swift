public import Interface
import Policies

/// `plugin`: the policies there are, what they say of themselves, and a way to try one by hand.
public enum PluginHostInterface {
  /// - Parameter reload: reads again every text in force in the script's colonies, as `plugin.reload()`; the summary's lines.
  public static func module(_ host: PluginHost, reload: @escaping @Sendable () throws -> Table = { Table() }) -> Module {
    Module(
      "plugin", "Policies: the rules a colony plays by, one Lua file each.",
      functions: [
        Function(
          "list", "Names the plugins of a kind, or all of them.",
          .optional(.string("kind", "such as \"auction\"")), returns: Parameter("names", .table, "a list of kind/name"),
          example: "plugin.list(\"auction\")", errors: ["there is no such kind"]
        ) { (kind: String?) in
          if let kind { _ = try host.kind(kind) }
          return Table(list: host.catalogue.list(kind: kind).map { .string("\($0.kind)/\($0.name)") })
        },
        Function(
          "kinds", "Names the kinds of policy and says what each decides.",
          returns: Parameter("kinds", .table, "summaries by kind"), example: "plugin.kinds()"
        ) { Table(fields: host.kinds.map { (.string($0.name), .string($0.summary)) }) },
        Function(
          "info", "Says what a plugin says of itself: version, options, functions.",
          .string("name", "kind/name or a path"), returns: Parameter("info", .table), example: "plugin.info(\"auction/vickrey\")", errors: ["there is no such plugin, or it cannot be loaded"]
        ) { name in try host.info(name) },
        Function(
          "load", "Loads a plugin, or a kind's built-in rule, to be tried.",
          .string("name", "kind/name, kind/native or a path"), .optional(.table("options", "by the plugin's own schema"), "its defaults"),
          returns: Parameter("policy", .object("policy")), example: "plugin.load(\"auction/vickrey\")", errors: ["there is no such plugin, or it cannot be loaded", "an option is not in its schema"]
        ) { (name: String, options: Table?) in try host.policy(name, options: options ?? Table()) },
        Function(
          "check", "Holds a plugin to its contract and its kind's laws.",
          .string("name", "kind/name or a path"), .optional(.integer("seeds", 1...10_000, "of each law"), "25"),
          returns: Parameter("report", .table, "passed, problems, laws"), example: "plugin.check(\"auction/vickrey\").passed", errors: ["there is no such plugin"]
        ) { (name: String, seeds: Int64?) in
          try PluginCheck(host, seeds: seeds.map { Int($0) } ?? 25).run(name).value
        },
        Function(
          "reload", "Reads again the text of every policy in force; the changed ones take over between two events.",
          returns: Parameter("changes", .table, "a line for each swap and each failure"), example: "plugin.reload()"
        ) { try reload() },
        Function(
          "add", "Adds a folder with one folder per kind, searched before all others.",
          .string("folder"), returns: Parameter("nothing", .any), example: "plugin.add(\"plugins\")", errors: ["the path is no folder"]
        ) { folder in
          try host.add(folder: folder)
          return Nothing()
        },
        decisions(host),
      ],
      classes: [policy, decisionsClass],
      topics: { host.kinds.map { $0.topic(host) } + host.catalogue.list().map { $0.topic(host) } })
  }

  private static let policy = Class(
    "policy", "A loaded policy. In a colony it is put in force by name: colony:use(kind, name).",
    methods: [tryPolicy, checkPolicy],
    fields: [
      field("name", .string, "The plugin's own name.") { .string($0.policy.identity.name) },
      field("kind", .string, "What it decides.") { .string($0.kind.name) },
      field("version", .string, "MAJOR.MINOR.PATCH.") { .string($0.policy.identity.version) },
      field("hash", .string, "BLAKE2b-256 of its text, in hexadecimal.") { .string($0.policy.identity.hash) },
      field("summary", .string, "What it says of itself.") { .string($0.plugin?.manifest.summary ?? "The built-in rule.") },
      field("options", .table, "Its options, with defaults filled in.") { .table($0.options) },
    ],
    operators: [.card(of: PolicyObject.self, example: "tostring(plugin.load(\"auction/vickrey\"))")])

  private static let tryPolicy = Function(
    "try", "Asks it once, with inputs by name, and returns its results, then its output arrays.",
    detail: """
      Inputs are context fields and arguments by their declared names. What is left out is filled in: context \
      arrays to the length of those given (masks with 1, the rest with 0), count with that length, scalar fields with 0 or \
      the nearest value they may have. now_us and seed may be given too. Give the function's name first where the kind has \
      several.
      """,
    parameters: [
      Parameter("self", .object("policy")), Parameter("function", .any, isOptional: true, "its name; the kind's first by default"),
      Parameter("inputs", .table, isOptional: true, defaultText: "{}", "by name; the rest is filled in"),
    ],
    results: [Parameter("results", .any, "as many as the function has")],
    example: "plugin.load(\"auction/vickrey\"):try { prices = { 3, 9, 7 }, reserve = 10 }", errors: ["there is no such function or input, or an input is not of its type", "what the policy itself raises, or answers against its contract"]
  ) { frame in
    let policy = PolicyObject.read(frame, 0)
    var name: String?, inputs = Table()
    for index in 1..<max(1, frame.count) where !frame.isNone(index) {
      switch try frame.value(index) {
      case .string(let text) where index == 1: name = text
      case .table(let table): inputs = table
      case let other: throw ScriptError("bad argument #\(index) to 'try' (a function's name and a table of inputs expected, got \(other.typeName))")
      }
    }
    for value in try PolicyTrial(policy.policy, policy.kind, function: name, inputs: inputs).run() { frame.push(value) }
  }

  private static let checkPolicy = Function(
    "check", "Holds it to its contract and its kind's laws, with its options.",
    .object("self") as Typed<PolicyObject>, .optional(.integer("seeds", 1...10_000, "of each law"), "25"),
    returns: Parameter("report", .table, "passed, problems, laws"), example: "plugin.load(\"auction/vickrey\"):check().passed"
  ) { (policy: PolicyObject, seeds: Int64?) in policy.check(seeds: seeds.map { Int($0) } ?? 25).value }

  private static func field(
    _ name: String, _ type: ValueType, _ summary: String, _ get: @escaping @Sendable (PolicyObject) -> Value
  ) -> Function {
    Function(name, summary, .object("self") as Typed<PolicyObject>, returns: Parameter(name, type), example: "plugin.load(\"auction/vickrey\").\(name)") { get($0) }
  }
}
