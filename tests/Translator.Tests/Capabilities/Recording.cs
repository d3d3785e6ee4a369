using System.Collections.Concurrent;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>A recorded QMP session of the conformance data: <c>caps_VERSION_ARCH[+VARIANT].replies</c>.</summary>
public sealed record Recording(string Path, Version Version, string Arch, string Variant)
{
    private static readonly ConcurrentDictionary<string, QemuCapabilities> Replayed = new();

    public static IReadOnlyList<Recording> All { get; } = ConformanceFolder.Path is null
        ? []
        : [.. Directory.GetFiles(System.IO.Path.Combine(ConformanceFolder.Path, "qemu"), "caps_*.replies").Order().Select(Parse)];

    public bool IsX86 => Arch == "x86_64";

    public bool IsArm => Arch is "aarch64" or "armv7l";

    public bool IsHvf => Variant == "hvf";

    public QemuCapabilities Capabilities => Replayed.GetOrAdd(Path, path =>
        RecordedSession.Replay(File.ReadAllBytes(path), "/usr/bin/qemu-system-" + Arch, IsHvf));

    /// <summary>
    /// The names of all recordings for a theory; one that nobody looks at where there are none, since a theory without data counts as failed.
    /// </summary>
    public static TheoryData<string> Names { get; } = NamesOf(All);

    /// <summary>Those of x86 alone.</summary>
    public static TheoryData<string> X86Names { get; } = NamesOf(All.Where(x => x.IsX86));

    /// <summary>The recording of that name; skips the test where there are none.</summary>
    public static Recording Of(string name)
    {
        _ = ConformanceFolder.Required;
        return All.Single(x => System.IO.Path.GetFileName(x.Path) == $"caps_{name}.replies");
    }

    public override string ToString() => $"{Version} {Arch}{(Variant.Length > 0 ? "+" : "")}{Variant}";

    private static TheoryData<string> NamesOf(IEnumerable<Recording> recordings)
    {
        string[] names = [.. recordings.Select(x => System.IO.Path.GetFileNameWithoutExtension(x.Path)["caps_".Length..])];
        return [.. names.Length > 0 ? names : ["none"]];
    }

    private static Recording Parse(string path)
    {
        string[] parts = System.IO.Path.GetFileNameWithoutExtension(path).Split('_', 3);
        string[] arch = parts[2].Split('+');
        return new(path, Version.Parse(parts[1]), arch[0], arch.Length > 1 ? arch[1] : "");
    }
}
