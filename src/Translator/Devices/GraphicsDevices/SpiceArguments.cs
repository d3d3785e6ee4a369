using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>-spice (devices.md 4.2).</summary>
internal static class SpiceArguments
{
    public static void Add(CommandLineBuilder builder, SpiceGraphics spice)
    {
        Settings settings = builder.Context.Settings;
        var text = new OptionText();
        (bool hasPlain, bool hasTls) = AddPlace(text, spice, builder.Context.Rules);
        if (settings.SpiceSasl)
        {
            text.Add("sasl", true);
            if (settings.SpiceSaslDirectory is { } directory)
            {
                builder.Plan.SetEnvironment("SASL_CONF_PATH", directory);
            }
        }

        text.Add("agent-mouse", spice.Mouse is { } mouse ? mouse == MouseMode.Client : null);
        string? password = spice.Auth.Password ?? settings.SpicePassword;
        text.Add("disable-ticketing", password is null ? true : null);
        if (hasTls)
        {
            text.Add("x509-dir", settings.SpiceTlsCertDirectory);
        }

        AddChannel(text, spice.DefaultMode, "default", hasPlain, hasTls, spice);
        for (int channel = 0; channel < spice.ChannelModes.Length; channel++)
        {
            AddChannel(text, spice.ChannelModes[channel], SpiceChannel.Names.All[channel], hasPlain, hasTls, spice);
        }

        text.Add("image-compression", SpiceImageCompression.Names.Of(spice.ImageCompression))
            .Add("jpeg-wan-compression", SpiceWanCompression.Names.Of(spice.JpegCompression))
            .Add("zlib-glz-wan-compression", SpiceWanCompression.Names.Of(spice.ZlibCompression))
            .Add("playback-compression", spice.PlaybackCompression)
            .Add("streaming-video", SpiceStreaming.Names.Of(spice.Streaming))
            .Add("disable-copy-paste", spice.ClipboardCopyPaste == false ? true : null)
            .Add("disable-agent-file-xfer", spice.FileTransfer == false ? true : null);
        if (spice.Gl == true)
        {
            GraphicsArguments.RequireRenderNode(builder, spice.RenderNode, "spice graphics");
            text.Add("gl", true).Escaped("rendernode", spice.RenderNode);
        }

        builder.Add("-spice", text.Add("seamless-migration", true));
        if (spice.Keymap is { } keymap)
        {
            builder.Add("-k", keymap);
        }

        GraphicsPassword.AddSteps(builder, "spice", password, spice.Auth);
    }

    /// <summary>Where it listens; tells whether there is a place for plain and for TLS channels.</summary>
    private static (bool HasPlain, bool HasTls) AddPlace(OptionText text, SpiceGraphics spice, Compatibility rules)
    {
        GraphicsListen listen = spice.Listens[0];
        switch (listen.Type)
        {
            case GraphicsListenType.Socket:
                _ = rules.SpiceSocketIsSwitchedOn ? text.Add("unix", true) : text.Word("unix");
                text.Escaped("addr", listen.Socket);
                return (true, false);
            case GraphicsListenType.None:
                text.Add("port", 0);
                return (true, false);
            default:
                bool plain = spice.Port > 0;
                bool tls = spice.TlsPort > 0;
                text.Add("port", plain ? spice.Port : null).Add("tls-port", tls ? spice.TlsPort : null);
                if (plain || tls)
                {
                    text.Add("addr", listen.Address);
                }

                return (plain, tls);
        }
    }

    private static void AddChannel(OptionText text, SpiceChannelMode mode, string name, bool hasPlain, bool hasTls, SpiceGraphics spice)
    {
        switch (mode)
        {
            case SpiceChannelMode.Secure when !hasTls:
                throw DomainException.Unsupported($"spice {Words(name, "secure")} in XML configuration, but TLS port is not provided", spice.Position);
            case SpiceChannelMode.Secure:
                text.Add("tls-channel", name);
                break;
            case SpiceChannelMode.Insecure when !hasPlain:
                throw DomainException.Unsupported($"spice {Words(name, "insecure")} in XML configuration, but plain port is not provided", spice.Position);
            case SpiceChannelMode.Insecure:
                text.Add("plaintext-channel", name);
                break;
        }
    }

    private static string Words(string name, string mode) => name == "default" ? $"defaultMode {mode} requested" : $"{mode} channel '{name}' set";
}
