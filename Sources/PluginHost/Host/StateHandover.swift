import Interface
import Kernels
import LuaRuntime
import Policies

/// Carries what a policy remembers into its next version.
///
/// Between different plugins nothing is carried. Between versions of one, `export_state(self)` gives plain data (or
/// `self.state` is taken as it is) and `import_state(self, state, old_version)` makes of it what the new version
/// remembers; without `import_state`, versions that differ at most in the patch number carry `self.state` as it is, and
/// others refuse, for nothing is forgotten silently.
struct StateHandover {
  let old: any Policy
  let new: any Policy

  /// - Throws: `SwapError` naming the instance; `new` is then to be thrown away.
  /// - Complexity: O(what is remembered)
  func run() throws(SwapError) {
    guard let old = old as? LuaPolicy, let new = new as? LuaPolicy, old.identity.name == new.identity.name else { return }
    for instance in old.instances {
      do { try carry(instance, old, new) } catch {
        throw SwapError(problems: ["\(new.identity): the memory of instance \(instance + 1) can't be handed over: \(error)"])
      }
    }
  }

  private func carry(_ instance: Int, _ old: LuaPolicy, _ new: LuaPolicy) throws {
    let exported = try old.exportMemory(of: instance)
    if let problem = exported.problemAsState("the state") { throw ScriptError(problem) }
    let plain = try exported.detached()
    if new.plugin.manifest.importsState {
      return try new.importMemory(plain, of: instance, from: old.identity.version)
    }
    guard case .table(let table) = plain else { throw ScriptError("export_state returned a \(plain.typeName): only import_state can take it") }
    if table.list.isEmpty && table.fields.isEmpty { return }
    let from = old.plugin.manifest.version, to = new.plugin.manifest.version
    guard from.major == to.major, from.minor == to.minor else {
      throw ScriptError("it is of version \(from), and \(to) has no import_state(self, state, old_version)")
    }
    try new.setMemory(table, of: instance)
  }
}

extension Value {
  /// Why a value can't be handed over as state; nil if it can.
  fileprivate func problemAsState(_ path: String) -> String? {
    switch self {
    case .none, .boolean, .integer, .number, .string: return nil
    case .callback: return "\(path) is a function: functions don't survive a swap"
    case .object(let object):
      return object is Vector || object is Matrix ? nil : "\(path) is a \(typeName), not plain data"
    case .table(let table):
      for (i, element) in table.list.enumerated() {
        if let problem = element.problemAsState("\(path)[\(i + 1)]") { return problem }
      }
      for (key, value) in table.fields {
        let name = if case .string(let name) = key { ".\(name)" } else { "[\(key.typeName)]" }
        if let problem = value.problemAsState(path + name) { return problem }
      }
      return nil
    }
  }

  /// The same with every vector and matrix copied: nothing is shared between states.
  fileprivate func detached() throws -> Value {
    switch self {
    case .table(let table):
      return .table(Table(list: try table.list.map { try $0.detached() }, fields: try table.fields.map { ($0.key, try $0.value.detached()) }))
    case .object(let vector as Vector): return .object(try vector.detached())
    case .object(let matrix as Matrix): return .object(try matrix.detached())
    default: return self
    }
  }
}

extension Vector {
  fileprivate func detached() throws(ArrayError) -> Vector {
    switch type {
    case .f32: Vector(try asArray(of: Float.self))
    case .f64: Vector(try asArray(of: Double.self))
    case .i64: Vector(try asArray(of: Int64.self))
    case .mask: Vector(try asArray(of: UInt8.self))
    }
  }
}

extension Matrix {
  fileprivate func detached() throws(ArrayError) -> Matrix {
    switch type {
    case .f32: Matrix(try asArray(of: Float.self), rows: rows, columns: columns)
    case .f64: Matrix(try asArray(of: Double.self), rows: rows, columns: columns)
    case .i64: Matrix(try asArray(of: Int64.self), rows: rows, columns: columns)
    case .mask: Matrix(try asArray(of: UInt8.self), rows: rows, columns: columns)
    }
  }
}
