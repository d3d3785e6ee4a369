using System.Collections.Concurrent;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>A recorded QMP session of the conformance data: <c>caps_VERSION_ARCH[+VARIANT].replies</c>.</summary>
public sealed record Recording(string Path, Version Version, string Arch, string Variant)
{
    private static readonly ConcurrentDictionary<string, QemuCapabilities> Replayed = new();

    /// <summary>The conformance directory, or null where it is not there; VIRSHLITE_CONFORMANCE or a directory "shared/conformance" above.</summary>
    public static string? Directory { get; } = Find();

    public static IReadOnlyList<Recording> All { get; } = Directory is null
        ? []
        : [.. System.IO.Directory.GetFiles(System.IO.Path.Combine(Directory, "qemu"), "caps_*.replies").Order().Select(Parse)];

    public bool IsX86 => Arch == "x86_64";

    public bool IsArm => Arch is "aarch64" or "armv7l";

    public bool IsHvf => Variant == "hvf";

    public QemuCapabilities Capabilities => Replayed.GetOrAdd(Path, path => RecordedSession.Replay(File.ReadAllBytes(path), "/usr/bin/qemu-system-" + Arch, IsHvf));

    public static Recording Of(string name) => All.Single(x => System.IO.Path.GetFileName(x.Path) == $"caps_{name}.replies");

    public override string ToString() => $"{Version} {Arch}{(Variant.Length > 0 ? "+" : "")}{Variant}";

    private static Recording Parse(string path)
    {
        string[] parts = System.IO.Path.GetFileNameWithoutExtension(path).Split('_', 3);
        string[] arch = parts[2].Split('+');
        return new(path, Version.Parse(parts[1]), arch[0], arch.Length > 1 ? arch[1] : "");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("VIRSHLITE_CONFORMANCE") is { Length: > 0 } set)
        {
            return set;
        }

        for (string? at = AppContext.BaseDirectory; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            string candidate = System.IO.Path.Combine(at, "shared", "conformance");
            if (System.IO.Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
