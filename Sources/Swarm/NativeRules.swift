import Interface
public import Policies

/// A rule written in Swift that scripts may name.
struct NativeRule<Made>: Sendable {
  let name: String
  let summary: String
  var settings: [RuleSetting] = []
  /// Takes a number for each setting, in order.
  let make: @Sendable ([Double]) -> Made
}

/// A number a native rule can be set by; 1 and 0 stand for true and false.
struct RuleSetting: Sendable {
  let name: String
  let range: ClosedRange<Double>
  let standard: Double
  let summary: String

  init(_ name: String, _ range: ClosedRange<Double>, _ standard: Double, _ summary: String) {
    self.name = name
    self.range = range
    self.standard = standard
    self.summary = summary
  }
}

/// The rules written in Swift, by kind.
public enum NativeRules {
  private static let consensus = ConsensusRules.all.map { rule in
    NativeRule<any Policy>(name: rule.name, summary: rule.summary, settings: rule.settings) { rule.make($0).policy() }
  }
  /// The one there is has a plugin of its own name that answers alike.
  private static let pheromone = [NativeRule<any Policy>(name: "native", summary: "MAX–MIN ant system") { _ in MaxMinRule().policy() }]

  private static let allocation = [
    NativeRule<any Policy>(name: "thompson", summary: "Thompson sampling") { _ in ThompsonRule().policy() },
    NativeRule<any Policy>(name: "ucb", summary: "upper confidence bounds") { _ in UpperConfidenceRule().policy() },
    NativeRule<any Policy>(name: "greedy", summary: "the best mean") { _ in GreedyRule().policy() },
    NativeRule<any Policy>(name: "trail", summary: "the strongest trail") { _ in TrailRule().policy() },
    NativeRule<any Policy>(name: "random", summary: "anybody") { _ in RandomRule().policy() },
  ]

  private static func all(of kind: PolicyKind) -> [NativeRule<any Policy>] {
    switch kind.name {
    case ConsensusKind.kind.name: consensus
    case PheromoneKind.kind.name: pheromone
    case AllocationKind.kind.name: allocation
    default: []
    }
  }

  public static func names(of kind: PolicyKind = ConsensusKind.kind) -> [String] { all(of: kind).map(\.name) }

  /// A new policy of that rule with its defaults; nil where there is none of that name.
  public static func policy(named name: String, of kind: PolicyKind = ConsensusKind.kind) -> (any Policy)? {
    all(of: kind).first { $0.name == name }.map { $0.make($0.settings.map(\.standard)) }
  }

  /// The same with a number for each of its settings, as `settings` reads them.
  static func policy(named name: String, of kind: PolicyKind = ConsensusKind.kind, settings: [Double]) -> (any Policy)? {
    all(of: kind).first { $0.name == name }.map { $0.make(settings) }
  }

  /// A number for each setting of a rule, from options as its plugin takes them.
  ///
  /// - Throws: `ScriptError` naming the option that isn't one of the rule's, or its range.
  static func settings(of name: String, _ kind: PolicyKind, _ options: Table) throws(ScriptError) -> [Double] {
    guard let rule = all(of: kind).first(where: { $0.name == name }) else { preconditionFailure("'\(name)' is no native rule") }
    var values = rule.settings.map(\.standard)
    for (key, value) in options.fields {
      guard case .string(let word) = key, let place = rule.settings.firstIndex(where: { $0.name == word }) else {
        let known = rule.settings.isEmpty ? "it has none" : "known: " + rule.settings.map(\.name).joined(separator: ", ")
        throw ScriptError("\(name): there is no option '\(String(key) ?? key.typeName)' (\(known))")
      }
      let setting = rule.settings[place]
      guard let number = Bool(value).map({ $0 ? 1 : 0 }) ?? Double(value), setting.range.contains(number) else {
        throw ScriptError("\(name): \(word): a number in \(setting.range.lowerBound.literal)…\(setting.range.upperBound.literal) expected (\(setting.summary))")
      }
      values[place] = number
    }
    return values
  }
}
