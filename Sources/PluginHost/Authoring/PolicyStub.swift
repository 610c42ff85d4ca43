import Interface
public import Policies

/// The type stub for authors of policies (`plugins/meta/policy.lua`, read by the Lua language server): what `self` and
/// `ctx` hold and what each kind's functions take and return, rendered from the declarations.
public enum PolicyStub {
  /// - Complexity: O(kinds)
  public static func render(_ kinds: [PolicyKind]) -> String {
    ([header] + kinds.map(render)).joined(separator: "\n")
  }

  private static let header = """
    ---@meta policy
    -- Rendered from the declarations in Sources/; edit those instead.

    ---One option, as a manifest declares it.
    ---@class formic.option
    ---@field type "boolean"|"integer"|"number"|"string"|"choice"
    ---@field default boolean|number|string
    ---@field min? number
    ---@field max? number
    ---@field choices? string[] the words a choice may have
    ---@field unit? string
    ---@field help string

    ---What a policy remembers: one for each node, or one for the colony where the kind is the colony's.
    ---@class formic.self
    ---@field options table<string, any> checked, with defaults filled in; read-only
    ---@field state table plain data; all that survives a swap

    ---What every ctx has. Read-only; its arrays are lent for the call.
    ---@class formic.ctx
    ---@field random fun(n?: integer): number uniform in [0, 1), or an integer from 1 to n; the same for the same seed, node and task
    ---@field now_us integer simulated time, µs

    ---What every plugin's table holds.
    ---@class formic.policy
    ---@field name string as the file is called
    ---@field version string MAJOR.MINOR.PATCH
    ---@field api string "\(PolicyAPI.major)" or "\(PolicyAPI.major).x"
    ---@field summary string one line
    ---@field options? table<string, formic.option>
    ---@field export_state? fun(self: formic.self): any plain data for the next version
    ---@field import_state? fun(self: formic.self, state: any, old_version: string): table? the state to go on with

    """

  private static func render(_ kind: PolicyKind) -> String {
    var lines = ["---\(kind.summary)", "---@class formic.\(kind.name).ctx: formic.ctx"]
    lines += kind.fields.map { "---@field \($0.name)\($0.isOptional ? "?" : "") \($0.content.stubType)\(description($0))" }
    lines += ["", "---\(kind.summary)", "---@class formic.\(kind.name): formic.policy", "---@field kind \"\(kind.name)\""]
    for function in kind.functions {
      let parameters = ["self: formic.self", "ctx: formic.\(kind.name).ctx"]
        + function.parameters.map { "\($0.name)\($0.isOptional ? "?" : ""): \($0.content.stubType)" }
      let results = function.results.map { $0.content.stubType + ($0.isOptional ? "?" : "") }.joined(separator: ", ")
      let mark = function.requirement == .required ? "" : "?"
      lines.append(
        "---@field \(function.name)\(mark) fun(\(parameters.joined(separator: ", ")))\(results.isEmpty ? "" : ": \(results)") \(function.summary)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func description(_ field: PolicyField) -> String {
    let range = switch field.bounds {
    case .integers(let range)?: "\(range.lowerBound)…\(range.upperBound)"
    case .numbers(let range)?: "\(range.lowerBound)…\(range.upperBound)"
    case nil: ""
    }
    let measure = [range, field.unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    return (field.summary.isEmpty ? "" : " \(field.summary)") + (measure.isEmpty ? "" : " (\(measure))")
  }
}

extension PolicyField.Content {
  fileprivate var stubType: String {
    switch self {
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .vector: "vector"
    case .matrix: "matrix"
    }
  }
}
