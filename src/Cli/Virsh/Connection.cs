namespace VirshLite.Cli.Virsh;

/// <summary>Which guests a URI means. Nothing is connected to: a URI of this machine's QEMU chooses a mode, any other is refused as virsh refuses it.</summary>
internal sealed record Connection(bool IsSession)
{
    public string Uri => IsSession ? "qemu:///session" : "qemu:///system";

    /// <param name="uri">What was asked for; null = by the environment, then by the caller's rights.</param>
    /// <exception cref="VirshSyntaxException">In virsh's words, two lines.</exception>
    public static Connection To(string? uri)
    {
        uri ??= Environment.GetEnvironmentVariable("VIRSH_DEFAULT_CONNECT_URI") is { Length: > 0 } own ? own
            : Environment.GetEnvironmentVariable("LIBVIRT_DEFAULT_URI");
        if (string.IsNullOrEmpty(uri))
        {
            return new Connection(!Environment.IsPrivilegedProcess);
        }

        string plain = uri.Split('?')[0];
        return plain switch
        {
            "qemu:///system" or "qemu+unix:///system" => new Connection(false),
            "qemu:///session" or "qemu+unix:///session" => new Connection(true),
            _ when plain.StartsWith("qemu:///", StringComparison.Ordinal) => throw Failed(
                $"internal error: unexpected qemu URI path '{plain["qemu://".Length..]}', try {(Environment.IsPrivilegedProcess
                    ? "qemu:///system" : "qemu:///session")}"),
            _ when plain.StartsWith("qemu", StringComparison.Ordinal) => throw Failed(
                $"operation failed: VirshLite runs guests on this machine only, and '{uri}' is another's"),
            _ => throw Failed($"no connection driver available for {uri}"),
        };
    }

    private static VirshSyntaxException Failed(string why) => new("failed to connect to the hypervisor\nerror: " + why);
}
