import CKernels
public import Interface
import Kernels
import LuaRuntime
public import Policies

/// A plugin's text at work: one Lua state, and in it one `self` for each instance that was ever asked.
///
/// Functions are resolved once; a call builds no table and allocates nothing but what the policy does itself.
public final class LuaPolicy: Policy {
  public let plugin: Plugin
  public let identity: PolicyIdentity
  /// What the user gave, to be given again to the next version.
  public let given: Table
  /// `self.options`: checked, with defaults filled in.
  public let options: Table
  public var text: String? { plugin.text.text }
  public var file: String? { plugin.text.file }

  private let state: PolicyState
  private let maker: LuaFunction
  private let context: PolicyContext
  private let functions: [LuaRuntime.PolicyFunction?]
  /// Results of functions that return vectors: Lua's own memory, copied to what was lent.
  private let returned: UnsafeMutablePointer<ck_cell>?
  private let returnedCount: Int
  private var memories: [PolicyInstance?] = []
  private let callInstructions: Int64
  private let elementInstructions: Int64

  /// - Parameter options: accepted by the plugin's schema.
  init(_ plugin: Plugin, given: Table, options: Table) throws(LuaError) {
    self.plugin = plugin
    self.given = given
    self.options = options
    callInstructions = plugin.host.limits.callInstructions
    elementInstructions = plugin.host.limits.elementInstructions
    identity = plugin.identity
    let state = try plugin.host.makeState(plugin.text)
    self.state = state
    maker = try state.instanceMaker(options: options)
    context = try state.context(fields: plugin.kind.fields.map(\.shape))
    var functions = [LuaRuntime.PolicyFunction?]()
    for function in plugin.kind.functions {
      functions.append(
        try state.function(function.name, parameters: function.parameters.map(\.shape), results: function.results.map(\.shape)))
    }
    self.functions = functions
    let returnsArrays = plugin.kind.functions.contains { $0.results.contains { $0.content.isArray } }
    returnedCount = returnsArrays ? plugin.kind.functions.map(\.results.count).max()! : 0
    returned = returnsArrays ? .allocate(capacity: returnedCount) : nil
    returned?.initialize(repeating: ck_cell(), count: returnedCount)
  }

  deinit { returned?.deallocate() }

  public func place(of function: String) -> String? { "\(plugin.text.file):\(KeyLines(plugin.text.text).line(of: function))" }

  public func implements(_ function: Int) -> Bool { functions[function] != nil }

  public func takes(_ parameter: Int, of function: Int) -> Bool { parameter < functions[function]?.parametersTaken ?? 0 }

  /// Bytes its state holds, native buffers included.
  public var memory: Int { state.state.memory }
  /// Instances that have been asked, in order: those with a `self`.
  public var instances: [Int] { memories.indices.filter { memories[$0] != nil } }
  /// Lets go of every instance's memory: each begins anew.
  public func forget() { memories.removeAll() }

  public func call(_ function: Int, instance: Int, _ frame: PolicyFrame) throws(PolicyFault) {
    guard let resolved = functions[function] else {
      throw .violation(self, plugin.kind.functions[function].name, "the plugin has no such function")
    }
    let budget = callInstructions + elementInstructions * Int64(frame.elementsLent)
    do throws(LuaError) {
      try state.call(
        resolved, try memory(of: instance), context, cells: frame.context, arguments: frame.arguments,
        results: returned ?? frame.results, random: &frame.random, now: frame.now, budget: budget)
    } catch {
      throw fault(error, function)
    }
    if let returned { try copy(returned, to: frame, function) }
  }

  private func memory(of instance: Int) throws(LuaError) -> PolicyInstance {
    if instance < memories.count, let memory = memories[instance] { return memory }
    let memory = try state.instance(maker)
    remember(memory, of: instance)
    return memory
  }

  private func remember(_ memory: PolicyInstance, of instance: Int) {
    while memories.count <= instance { memories.append(nil) }
    memories[instance] = memory
  }

  private func fault(_ error: LuaError, _ function: Int) -> PolicyFault {
    let name = plugin.kind.functions[function].name
    let reason = error.reason.hasPrefix("\(name): ") ? String(error.reason.dropFirst(name.utf8.count + 2)) : error.reason
    let place = error.line > 0 ? "\(error.chunk):\(error.line)" : self.place(of: name)!
    return PolicyFault(
      error.kind == .budget || error.kind == .memory ? .budget : .error, "\(identity): \(name): \(place): \(reason)")
  }

  /// Scalars as they are; a vector's elements to the memory lent for it, which has its type and length.
  private func copy(_ returned: UnsafeMutablePointer<ck_cell>, to frame: PolicyFrame, _ function: Int) throws(PolicyFault) {
    for (i, result) in plugin.kind.functions[function].results.enumerated() {
      guard result.content.isArray else {
        frame.results[i] = returned[i]
        continue
      }
      if returned[i].tag == UInt8(CK_NIL.rawValue), result.isOptional {
        frame.resultNone(i)
        continue
      }
      if let problem = copyElements(returned[i], to: frame.results[i], result.content) {
        throw .violation(self, plugin.kind.functions[function].name, "\(result.name) \(problem)")
      }
    }
  }

  private func copyElements(_ source: ck_cell, to target: ck_cell, _ content: PolicyField.Content) -> String? {
    let isArray = source.tag == UInt8(CK_ARRAY.rawValue) && ck_view_is_live(source.array)
    guard isArray, source.array.pointee.type == target.array.pointee.type, !source.array.pointee.is_matrix else {
      return "has the wrong type (\(content.noun) expected)"
    }
    let from = source.array.pointee, to = target.array.pointee
    guard from.rows == to.rows else { return "has \(from.rows) elements, \(to.rows) expected" }
    let size = ck_type_size(ck_type(UInt32(to.type)))
    for i in 0..<from.rows {
      to.data.advanced(by: i * size).copyMemory(from: from.data.advanced(by: i * Int(from.row_stride) * size), byteCount: size)
    }
    return nil
  }
}

// MARK: Memories, on their way from one version to the next

extension LuaPolicy {
  /// What an instance hands over: what `export_state` returns, or `self.state` as it is.
  func exportMemory(of instance: Int) throws(LuaError) -> Value {
    guard let memory = memories[instance] else { return .none }
    guard plugin.manifest.exportsState else { return .table(try memory.exportState()) }
    return try state.call("export_state", memory).first ?? .none
  }

  /// Gives an instance its memory of an earlier version.
  func importMemory(_ exported: Value, of instance: Int, from version: String) throws(LuaError) {
    let memory = try state.instance(maker)
    if case .table(let table)? = try state.call("import_state", memory, [exported, .string(version)]).first {
      remember(try state.instance(maker, state: table), of: instance)
    } else {
      remember(memory, of: instance)
    }
  }

  /// Gives an instance a `self.state` as it is.
  func setMemory(_ table: Table, of instance: Int) throws(LuaError) {
    remember(try state.instance(maker, state: table), of: instance)
  }
}

extension PolicyField {
  fileprivate var shape: PolicyState.Shape {
    let content: PolicyState.Content =
      switch content {
      case .boolean: .boolean
      case .integer: .integer
      case .number: .number
      case .vector(let type): .vector(type)
      case .matrix(let type): .matrix(type)
      }
    return PolicyState.Shape(name, content)
  }
}
