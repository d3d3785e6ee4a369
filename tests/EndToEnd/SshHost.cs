namespace VirshLite.EndToEnd;

/// <summary>Two worlds that know each other only by a cable and a key: real ssh, a private sshd.</summary>
internal static class SshHost
{
    /// <summary>The second world's on the cable, which is mig0 in both.</summary>
    public const string Address = "10.9.0.2";

    public const string Uri = "ssh://root@10.9.0.2:2222";

    /// <summary>Root's home, with its keys, is the world's own.</summary>
    public const string Setup = "mkdir -p /var/lib/images /run/sshd && mkdir -m 700 -p /run/home/.ssh && "
        + "sed 's#^root:\\([^:]*\\):0:0:\\([^:]*\\):[^:]*:#root:\\1:0:0:\\2:/run/home:#' /etc/passwd >/run/passwd && cat /run/passwd >/etc/passwd";

    /// <summary>From now on, until it is disposed.</summary>
    public static IDisposable Connect(World here, World there)
    {
        Skip.IfNot(File.Exists("/usr/sbin/sshd") && File.Exists("/usr/bin/ssh"), "needs openssh-server and openssh-client");
        here.Shell($"ip link add mig0 type veth peer name mig0 netns {there.Holder} && ip addr add 10.9.0.1/24 dev mig0 && ip link set mig0 up");
        there.Shell($"ip addr add {Address}/24 dev mig0 && ip link set mig0 up && ssh-keygen -q -t ed25519 -N '' -f /run/hostkey");
        here.Shell("ssh-keygen -q -t ed25519 -N '' -f /run/home/.ssh/id_ed25519 && echo 'StrictHostKeyChecking accept-new' >/run/home/.ssh/config");
        File.Copy(here.Root + "/run/home/.ssh/id_ed25519.pub", there.Root + "/run/authorized");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root ? $"SetEnv DOTNET_ROOT={root}" : "";
        File.WriteAllText(there.Root + "/run/sshd_config", $"""
            Port 2222
            ListenAddress {Address}
            HostKey /run/hostkey
            AuthorizedKeysFile /run/authorized
            PermitRootLogin prohibit-password
            UsePAM no
            StrictModes no
            PidFile /run/sshd.pid
            {dotnet}

            """);
        there.Shell("/usr/sbin/sshd -f /run/sshd_config");
        World.Until(() => File.Exists(there.Root + "/run/sshd.pid"), () => "no sshd");
        return new Daemon(there);
    }

    /// <summary>It would outlive its world.</summary>
    private sealed class Daemon(World world) : IDisposable
    {
        public void Dispose() => world.Run(["sh", "-c", "kill $(cat /run/sshd.pid)"]);
    }
}
