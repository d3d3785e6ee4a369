using VirshLite.Translator.Devices;

namespace VirshLite.Translator.Completion;

/// <summary>
/// Checks character devices, graphics, audio, video, input and the small devices (devices.md, the refusals of phase V). It runs at the definition, and at each start once
/// more, because the user can change what QEMU is taken to be able to do.
/// </summary>
public sealed class DeviceRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        SoundRules.Check(context);
        VideoRules.Check(context);
        CharacterDeviceRules.Check(context);
        InputRules.Check(context);
        TpmRules.Check(context);
        WatchdogRules.Check(context.Domain);
        PanicRules.Check(context);
        MemoryDeviceRules.Check(context);
        IommuRules.Check(context);
        SmallDeviceRules.Check(context);
        GraphicsRules.Check(context);
    }
}
