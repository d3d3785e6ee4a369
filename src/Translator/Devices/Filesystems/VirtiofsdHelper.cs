using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Filesystems;

/// <summary>virtiofsd, the program behind a virtiofs file system without a socket of its own (startup.md 7).</summary>
internal static class VirtiofsdHelper
{
    /// <summary>A virtiofsd that understands the options of today's Rust one.</summary>
    private const string SeparateOptions = "separate-options";

    public static void Add(CommandLineBuilder builder, Filesystem filesystem)
    {
        TranslationContext context = builder.Context;
        string program = filesystem.Binary?.Path
            ?? VhostUserDescriptors.Find(context.Host, "fs")?.Program
            ?? throw DomainException.Operation("Unable to find a satisfying virtiofsd: " + Mend(context.Host), filesystem.Position);
        bool old = context.Host.VhostUserFeatures(program) is { } features && !features.Contains(SeparateOptions);
        builder.Plan.Helpers.Add(new PlannedHelper("virtiofsd " + filesystem.Alias, program, old ? OldArguments(filesystem) : Arguments(filesystem))
        {
            User = HelperUser.FileServer,
            ListenSocket = FilesystemArguments.SocketPath(filesystem, context),
            PidFile = $"{context.Settings.StateDirectory}/{context.Paths.ShortName}-{filesystem.Alias}-virtiofsd.pid",
            LogFile = $"{context.Settings.LogDirectory}/{context.Domain.Name}-{filesystem.Alias}-virtiofsd.log",
        });
        builder.Plan.Requirements.Add(new(filesystem.Source!, $"file system {filesystem.Alias}"));
    }

    private static string Mend(IHostFacts host) => VhostUserDescriptors.Broken(host, "fs") is [var program, ..]
        ? host.KindOf(program) == HostPathKind.Missing ? $"{program}, which a descriptor in /usr/share/qemu/vhost-user names, is not there"
            : $"{program} is there but does not answer '{program} --print-capabilities'; run that to see why"
        : "install it, or name its path in <binary path=…/>";

    private static List<string> Arguments(Filesystem filesystem)
    {
        List<string> words = ["--fd={fd}", "--shared-dir", filesystem.Source!];
        VirtiofsBinary binary = filesystem.Binary ?? new VirtiofsBinary();
        Add(words, "--cache", binary.Cache switch { VirtiofsCache.None => "never", VirtiofsCache.Always => "always", _ => null });
        Add(words, "--sandbox", binary.Sandbox is { } sandbox ? VirtiofsSandbox.Names[sandbox] : null);
        if (binary.Xattr == true)
        {
            words.Add("--xattr");
        }

        AddCommon(words, filesystem, binary);
        return words;
    }

    private static List<string> OldArguments(Filesystem filesystem)
    {
        VirtiofsBinary binary = filesystem.Binary ?? new VirtiofsBinary();
        string options = "source=" + OptionText.DoubleCommas(filesystem.Source!);
        options += binary.Cache is { } cache ? ",cache=" + VirtiofsCache.Names[cache] : "";
        options += binary.Sandbox is { } sandbox ? ",sandbox=" + VirtiofsSandbox.Names[sandbox] : "";
        options += Switch("xattr", binary.Xattr) + Switch("flock", binary.Flock) + Switch("posix_lock", binary.LockPosix);
        List<string> words = ["--fd={fd}", "-o", options];
        AddCommon(words, filesystem, binary);
        return words;
    }

    private static void AddCommon(List<string> words, Filesystem filesystem, VirtiofsBinary binary)
    {
        if (binary.ThreadPoolSize is { } threads)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--thread-pool-size={threads}"));
        }

        if (binary.OpenFilesMax != 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--rlimit-nofile={binary.OpenFilesMax}"));
        }

        if (filesystem.IdMap is { } map)
        {
            AddMap(words, "--uid-map", map.Uids);
            AddMap(words, "--gid-map", map.Gids);
        }
        if (filesystem.ReadOnly)
        {
            words.Add("--readonly");
        }

    }

    private static string Switch(string name, bool? on) => on switch { true => "," + name, false => ",no_" + name, null => "" };

    private static void Add(List<string> words, string option, string? value)
    {
        if (value is not null)
        {
            words.Add(option);
            words.Add(value);
        }
    }

    private static void AddMap(List<string> words, string option, List<IdMapEntry> entries)
    {
        foreach (IdMapEntry entry in entries)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{option}=:{entry.Start}:{entry.Target}:{entry.Count}:"));
        }
    }
}
