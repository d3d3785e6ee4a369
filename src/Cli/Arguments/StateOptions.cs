using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Launching;
using VirshLite.Runner.State;
using VirshLite.Translator.Context;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Arguments;

/// <summary>Options that the verbs about saved guests share, and what they come to.</summary>
internal sealed class StateOptions
{
    public readonly Option<bool> BypassCache = new("--bypass-cache") { Description = "read and write the image around the host's page cache" };
    public readonly Option<bool> Running = new("--running") { Description = "the guest runs once it is restored, whatever it did before" };
    public readonly Option<bool> Paused = new("--paused") { Description = "the guest is paused once it is restored" };
    public readonly Option<int> Channels = new("--parallel-channels") { Description = "streams beside one another (format sparse)", HelpName = "N" };
    public readonly Option<string?> Xml = new("--xml")
    {
        Description = "restore with this definition; what the guest sees must be the same",
        HelpName = "FILE"
    };

    /// <summary>Whether the guest is to run: as --running and --paused say; null where neither stands.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="flags">What libvirt's names of the two flags begin with.</param>
    public bool? Runs(ParseResult parse, string flags = "VIR_DOMAIN_SAVE") => (parse.GetValue(Running), parse.GetValue(Paused)) switch
    {
        (true, true) => throw new GuestException($"Flags '{flags}_RUNNING' and '{flags}_PAUSED' are mutually exclusive"),
        (true, _) => true,
        (_, true) => false,
        _ => null,
    };

    /// <summary>--parallel-channels; null where it does not stand.</summary>
    public int? ChannelCount(ParseResult parse) => parse.GetResult(Channels) is null ? null : parse.GetValue(Channels);

    public Domain? Definition(ParseResult parse, Host host, Io io) =>
        parse.GetValue(Xml) is { } file ? DomainFile.Read(file, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules) : null;

    /// <summary>A word for a format of images.</summary>
    public static SaveFormat Format(string word) =>
        SaveFormat.Names.TryParse(word, out SaveFormat format) ? format : throw new GuestException($"operation failed: Invalid image_format '{word}'");

    public SaveOptions Save(ParseResult parse, Host host, Io io, string? format = null) => new()
    {
        Format = Format(format ?? host.Settings.SaveImageFormat),
        Channels = ChannelCount(parse),
        BypassCache = parse.GetValue(BypassCache),
        Running = Runs(parse),
        Definition = Definition(parse, host, io),
        Complete = host.CompleteExisting,
    };

    public RestoreOptions Restore(ParseResult parse, Host host, Io io) => new()
    {
        Definition = Definition(parse, host, io),
        Running = Runs(parse),
        BypassCache = parse.GetValue(BypassCache),
        Channels = ChannelCount(parse),
        Complete = host.CompleteExisting,
        ContextOf = host.ContextOfExisting,
        StartOptionsOf = context => Start(context, io),
    };

    /// <summary>What every launch says of this program.</summary>
    public static StartOptions Start(TranslationContext context, Io io) => new()
    {
        Version = ProductVersion.Text,
        Rules = context.Rules.Version.ToString(),
        QemuVersion = context.Capabilities.VersionText + context.Capabilities.Package,
        Warn = w => io.Error.WriteLine("warning: " + w),
    };
}
