public import Interface

/// A policy as scripts hold it, whatever loaded it: `plugin.load("auction/vickrey")`.
public protocol LoadedPolicy: NativeObject {
  var kind: PolicyKind { get }
  var policy: any Policy { get }
}
