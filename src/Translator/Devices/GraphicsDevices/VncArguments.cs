using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Audios;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>-vnc (devices.md 4.1).</summary>
internal static class VncArguments
{
    private const int FirstPort = 5900;
    private const string TlsId = "vnc-tls-creds0";

    public static void Add(CommandLineBuilder builder, VncGraphics vnc)
    {
        Settings settings = builder.Context.Settings;
        string audio = AudioArguments.IdFor(builder.Domain, vnc.AudioId, vnc);
        OptionText text = Place(vnc);
        if (vnc.SharePolicy is { } policy)
        {
            text.Add("share", VncSharePolicy.Names[policy]);
        }

        string? password = vnc.Auth.Password ?? settings.VncPassword;
        text.Add("password", password is null ? null : true);
        if (settings.VncTls)
        {
            AddTls(builder, settings);
            text.Add("tls-creds", TlsId);
        }

        if (settings.VncSasl)
        {
            text.Add("sasl", true);
            if (settings.VncSaslDirectory is { } directory)
            {
                builder.Plan.SetEnvironment("SASL_CONF_PATH", directory);
            }
        }

        builder.Add("-vnc", text.Add("power-control", vnc.PowerControl).Add("audiodev", audio));
        if (vnc.Keymap is { } keymap)
        {
            builder.Add("-k", keymap);
        }

        GraphicsPassword.AddSteps(builder, "vnc", password, vnc.Auth);
    }

    private static OptionText Place(VncGraphics vnc)
    {
        GraphicsListen listen = vnc.Listens[0];
        switch (listen.Type)
        {
            case GraphicsListenType.Socket:
                return new OptionText().Escaped("vnc", "unix:" + listen.Socket);
            case GraphicsListenType.None:
                return new OptionText("none");
            default:
                if (vnc.Port is < FirstPort or > ushort.MaxValue)
                {
                    throw DomainException.Unsupported($"vnc port must be in range [{FirstPort},{ushort.MaxValue}], {vnc.Port} is not", vnc.Position);
                }

                string address = listen.Address!.Contains(':', StringComparison.Ordinal) ? $"[{listen.Address}]" : listen.Address;
                return new OptionText(string.Create(CultureInfo.InvariantCulture, $"{address}:{vnc.Port - FirstPort}"))
                    .Add("websocket", vnc.Websocket == 0 ? null : vnc.Websocket);
        }
    }

    private static void AddTls(CommandLineBuilder builder, Settings settings)
    {
        string? secret = null;
        if (settings.VncTlsSecretUuid is { } uuid)
        {
            secret = TlsId + "-secret0";
            SecretObject.AddByUuid(builder, secret, uuid);
        }

        builder.AddObject(CommandLineBuilder.Object("tls-creds-x509", TlsId)
            .Add("dir", settings.VncTlsCertDirectory)
            .Add("endpoint", "server")
            .Add("verify-peer", settings.VncTlsVerify)
            .Add("passwordid", secret));
    }
}
