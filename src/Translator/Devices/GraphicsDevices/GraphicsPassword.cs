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
        if (password is null)
        {
            return;
        }

        builder.Plan.StepsBeforeRunning.Add(new QmpStep("set_password", new PropertyBag()
            .Add("protocol", protocol)
            .Add("password", password)
            .Add("connected", GraphicsConnectedNames.All.Of(auth.Connected)))
        {
            Purpose = $"setting the {protocol} password",
        });
        builder.Plan.StepsBeforeRunning.Add(new QmpStep("expire_password", new PropertyBag()
            .Add("protocol", protocol)
            .Add("time", Expiry(password, auth.Password is null ? null : auth.ValidTo, builder.Context.Host.NowSeconds)))
        {
            Purpose = $"setting how long the {protocol} password holds",
        });
    }

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
