using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>JSON descriptors that packages and administrators install for QEMU: firmware, vhost-user programs (completion.md 3.3).</summary>
internal static class HostDescriptors
{
    /// <summary>All of a kind; the caller's own directory counts only in session mode.</summary>
    public static IReadOnlyList<DescriptorFile> Read(HostFiles files, string kind, bool privileged)
    {
        List<string> directories = ["/usr/share/qemu/" + kind, "/etc/qemu/" + kind];
        if (!privileged)
        {
            string? configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
            string home = Environment.GetEnvironmentVariable("HOME") ?? "";
            directories.Add((string.IsNullOrEmpty(configuration) ? home + "/.config" : configuration) + "/qemu/" + kind);
        }

        var descriptors = new List<DescriptorFile>();
        for (int rank = 0; rank < directories.Count; rank++)
        {
            foreach (string name in files.Names(directories[rank]))
            {
                string path = $"{directories[rank]}/{name}";
                if (name[0] != '.' && files.KindOf(path) is HostPathKind.File or HostPathKind.Other && files.Text(path, 1024 * 1024) is { } text)
                {
                    descriptors.Add(new(rank, name, text));
                }
            }
        }

        return descriptors;
    }
}
