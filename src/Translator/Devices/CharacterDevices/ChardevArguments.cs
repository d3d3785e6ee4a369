using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.CharacterDevices;

/// <summary>
/// -chardev of any device, with what has to stand before it: TLS objects and file descriptors (devices.md 1.2, 2). The texts of the two forms are made by
/// <see cref="ChardevText"/> and <see cref="ChardevJson"/>.
/// </summary>
internal static class ChardevArguments
{
    /// <summary>The id of the chardev behind a device.</summary>
    public static string IdOf(Device device) => "char" + device.Alias;

    /// <summary>Everything for the source of one device. Returns the id of the chardev.</summary>
    public static string Add(CommandLineBuilder builder, ChardevSource source, Device device, string? spicevmcName = null)
    {
        string id = IdOf(device);
        var parts = new ChardevParts { Source = source, Id = id, SpicevmcName = spicevmcName };
        if (UsesTls(source, builder.Context.Settings))
        {
            parts.TlsObject = AddTls(builder, source, id);
        }

        Emit(builder, parts, device.Alias!);
        return id;
    }

    /// <summary>A source that never has TLS, under an id of its own (TPM, shared memory server).</summary>
    public static void AddPlain(CommandLineBuilder builder, ChardevSource source, string id, string alias) =>
        Emit(builder, new ChardevParts { Source = source, Id = id }, alias);

    /// <summary>One end of a socket pair (vhost-user-gpu): neither server nor wait.</summary>
    public static void AddSocketPair(CommandLineBuilder builder, string id, PlanResource fd)
    {
        if (builder.Capabilities.Has(Flags.ChardevJson))
        {
            builder.AddJson("-chardev", ChardevJson.Backend(id, "socket", new PropertyBag().Add("addr", ChardevJson.FdAddress(fd))));
            return;
        }

        builder.Add("-chardev", new OptionText("socket").Add("id", id).Fd("fd", fd));
    }

    /// <summary>Whether QEMU opens a file for this source that is handed over in an fd set.</summary>
    public static bool HasSourceFdSet(ChardevSource source) => source.Type == ChardevType.File;

    public static string SourceFdName(string alias) => alias + "-source";

    public static string LogFdName(string alias) => alias + "-log";

    private static void Emit(CommandLineBuilder builder, ChardevParts parts, string alias)
    {
        ChardevSource source = parts.Source;
        if (HasSourceFdSet(source))
        {
            (parts.OutputPath, parts.Append) = AddFile(builder, SourceFdName(alias), source.Path!, source.Append);
        }
        else if (source is { Type: ChardevType.Unix, Mode: ChardevMode.Bind })
        {
            parts.ListenFd = builder.Open(new ListeningSocket(SourceFdName(alias), source.Path!));
        }

        if (source.Log is { File: { } log })
        {
            (parts.LogPath, parts.LogAppend) = AddFile(builder, LogFdName(alias), log, source.Log.Append);
        }

        parts.ReconnectInMilliseconds = builder.Capabilities.Has(Flags.ChardevReconnectMiliseconds);
        if (builder.Context.Options.Hotplug || builder.Capabilities.Has(Flags.ChardevJson))
        {
            builder.AddJson("-chardev", ChardevJson.Of(parts));
        }
        else
        {
            builder.Add("-chardev", ChardevText.Of(parts));
        }
    }

    /// <summary>The path and mode for QEMU: of the fd set that holds the opened file, which is then always appended to.</summary>
    private static (string Path, bool? Append) AddFile(CommandLineBuilder builder, string name, string path, bool? append)
    {
        if (builder.Context.Options.VirshPreview)
        {
            return (path, append);
        }

        int set = builder.Context.FdSets.Of(name);
        builder.AddFd(set, builder.Open(new OutputFile(name, path, append == true)), name);
        return (ChardevText.FdSetPath(set), true);
    }

    private static bool UsesTls(ChardevSource source, Settings settings) =>
        source.Type == ChardevType.Tcp && (source.Tls ?? settings.ChardevTls);

    private static string AddTls(CommandLineBuilder builder, ChardevSource source, string id)
    {
        Settings settings = builder.Context.Settings;
        string? secretId = null;
        if (settings.ChardevTlsSecretUuid is { } uuid)
        {
            secretId = id + "-secret0";
            SecretObject.AddByUuid(builder, secretId, uuid);
        }

        bool server = source.Mode == ChardevMode.Bind;
        string tlsId = $"obj{id}_tls0";
        builder.AddObject(CommandLineBuilder.Object("tls-creds-x509", tlsId)
            .Add("dir", settings.ChardevTlsCertDirectory)
            .Add("endpoint", server ? "server" : "client")
            .Add("verify-peer", !server || settings.ChardevTlsVerify)
            .Add("passwordid", secretId));
        return tlsId;
    }
}
