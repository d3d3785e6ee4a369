using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>Passwords of VNC and SPICE: they are told over QMP, never on the command line (startup.md 8, step 9).</summary>
internal static class GraphicsPassword
{
    public static void AddSteps(CommandLineBuilder builder, string protocol, string? password, GraphicsAuth auth)
    {
        if (password is not null)
        {
            builder.Plan.StepsBeforeRunning.AddRange(Steps(protocol, password, auth, builder.Context.Host.NowSeconds, alwaysSaysConnected: false));
        }
    }

    /// <param name="protocol">vnc or spice.</param>
    /// <param name="password">The password; an empty one lets nobody in.</param>
    /// <param name="auth">How long it holds, and what becomes of clients.</param>
    /// <param name="now">Seconds since the epoch.</param>
    /// <param name="alwaysSaysConnected">A change of a running guest says what becomes of clients in any case.</param>
    public static IEnumerable<QmpStep> Steps(string protocol, string password, GraphicsAuth auth, long now, bool alwaysSaysConnected) =>
    [
        new QmpStep("set_password", new PropertyBag()
            .Add("protocol", protocol)
            .Add("password", password)
            .Add("connected", GraphicsConnected.Names.Of(auth.Connected) ?? (alwaysSaysConnected ? "keep" : null)))
        {
            Purpose = $"setting the {protocol} password",
        },
        new QmpStep("expire_password", new PropertyBag().Add("protocol", protocol)
            .Add("time", Expiry(password, auth.Password is null ? null : auth.ValidTo, now)))
        {
            Purpose = $"setting how long the {protocol} password holds",
        },
    ];

    private static string Expiry(string password, string? validTo, long now)
    {
        if (password.Length == 0)
        {
            return "now";
        }

        if (validTo is null)
        {
            return "never";
        }

        long seconds = DateTimeOffset.Parse(validTo, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
        return seconds <= now ? "now" : seconds.ToString(CultureInfo.InvariantCulture);
    }
}
