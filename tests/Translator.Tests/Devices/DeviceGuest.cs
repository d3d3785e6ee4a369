using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Plans of a small guest around the devices of one test.</summary>
internal static class DeviceGuest
{
    public static TranslationContext Context(string devices, IHostFacts? host = null, Settings? settings = null, TranslationOptions? options = null,
        string machine = "pc") =>
        SmallGuest.WithDevices(devices, machine, host, settings, options);

    public static LaunchPlan Plan(string devices, IHostFacts? host = null, Settings? settings = null, TranslationOptions? options = null) =>
        SmallGuest.Plan(Context(devices, host, settings, options));

    public static string Text(LaunchPlan plan) => SmallGuest.Text(plan);

    public static string Text(string devices, Settings? settings = null) => Text(Plan(devices, settings: settings));
}
