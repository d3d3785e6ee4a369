using System.Globalization;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Takeover;

/// <summary>The control groups that libvirt made for a guest by itself; where systemd-machined made a scope, that goes by itself.</summary>
internal static class LibvirtGroups
{
    private const string Root = "/sys/fs/cgroup";
    private const string Ending = ".libvirt-qemu";

    public static IEnumerable<string> Of(int pid) =>
        (KernelFiles.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cgroup"), 8192) ?? "").Split('\n')
            .Select(Found).OfType<string>().Distinct();

    /// <summary>
    /// A line <c>3:cpuset:/machine/qemu-1-x.libvirt-qemu/emulator</c> as the guest's directory of that hierarchy; null where that is none of its own.
    /// </summary>
    internal static string? DirectoryOf(string line)
    {
        string[] fields = line.Split(':', 3);
        int end = fields.Length < 3 ? -1 : fields[2].IndexOf(Ending + "/", StringComparison.Ordinal) is >= 0 and int inside ? inside + Ending.Length
            : fields[2].EndsWith(Ending, StringComparison.Ordinal) ? fields[2].Length : -1;
        return end < 0 ? null : $"{(fields[1].Length == 0 ? "" : "/" + fields[1])}{fields[2][..end]}";
    }

    private static string? Found(string line) =>
        DirectoryOf(line) is not { } path ? null
        : System.IO.Directory.Exists(Root + path) ? Root + path
        : System.IO.Directory.Exists($"{Root}/unified{path}") ? $"{Root}/unified{path}" : null;
}
