using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Conformance;

/// <summary>The recorded QEMUs, each read once, and what single cases change about them.</summary>
internal sealed class RecordedQemus
{
    private readonly string directory;
    private readonly Dictionary<string, QemuCapabilities> recorded = [];
    private readonly Dictionary<string, QemuCapabilities> withoutAliases = [];

    public RecordedQemus(string directory) => this.directory = directory;

    public QemuCapabilities For(ConformanceCase @case)
    {
        QemuCapabilities capabilities = @case.DropsMachineAliases ? WithoutAliases(@case.Replies) : Recorded(@case.Replies);
        if (@case.Added.Count > 0 || @case.Removed.Count > 0)
        {
            capabilities = capabilities.WithFacts(@case.Added, @case.Removed);
        }

        if (@case.HostCpu is not null && @case.Architecture is "x86_64" or "i686")
        {
            // the case's host CPU decides, not the recorded one
            capabilities = capabilities.WithHostCpu(DomainType.Kvm, null).WithHostCpu(DomainType.Qemu, null).WithHostCpu(DomainType.Hvf, null);
        }

        return @case.Gic is { } versions
            ? capabilities.WithGic([.. versions.Select(v => new GicCapability(v, Kernel: true, Emulated: true))])
            : capabilities;
    }

    private QemuCapabilities WithoutAliases(string replies)
    {
        if (!withoutAliases.TryGetValue(replies, out QemuCapabilities? capabilities))
        {
            withoutAliases.Add(replies, capabilities = Recorded(replies).WithoutMachineAliases());
        }

        return capabilities;
    }

    private QemuCapabilities Recorded(string replies)
    {
        if (!recorded.TryGetValue(replies, out QemuCapabilities? capabilities))
        {
            recorded.Add(replies, capabilities = RecordedSession.Replay(
                File.ReadAllBytes(Path.Combine(directory, replies)),
                "/usr/bin/qemu-system-" + ArchitectureOf(replies),
                hvf: replies.Contains("+hvf", StringComparison.Ordinal)));
        }

        return capabilities;
    }

    /// <summary><c>caps_VERSION_ARCH[+VARIANT].replies</c></summary>
    private static string ArchitectureOf(string replies)
    {
        string name = Path.GetFileNameWithoutExtension(replies);
        name = name[(name.LastIndexOf(".", StringComparison.Ordinal) + 1)..];
        name = name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
        int variant = name.IndexOf('+', StringComparison.Ordinal);
        return variant < 0 ? name : name[..variant];
    }
}
