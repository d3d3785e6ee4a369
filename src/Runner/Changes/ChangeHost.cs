using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Changes;

/// <summary>Whom a change asks: QEMU's capabilities by the binary's path, and the host.</summary>
public sealed record ChangeHost(Func<string, QemuCapabilities> CapabilitiesOf, IHostFacts Facts);
