using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Devices.Cryptos;
using VirshLite.Translator.Devices.GraphicsDevices;
using VirshLite.Translator.Devices.Inputs;
using VirshLite.Translator.Devices.Iommus;
using VirshLite.Translator.Devices.Memballoons;
using VirshLite.Translator.Devices.MemoryDevices;
using VirshLite.Translator.Devices.Nvrams;
using VirshLite.Translator.Devices.Panics;
using VirshLite.Translator.Devices.Pstores;
using VirshLite.Translator.Devices.Rngs;
using VirshLite.Translator.Devices.Shmems;
using VirshLite.Translator.Devices.Sounds;
using VirshLite.Translator.Devices.Tpms;
using VirshLite.Translator.Devices.Videos;
using VirshLite.Translator.Devices.Vsocks;
using VirshLite.Translator.Devices.Watchdogs;

namespace VirshLite.Translator;

/// <summary>
/// Checks character devices, graphics, audio, video, input and the small devices (devices.md, the refusals of phase V). It runs at the definition, and at each
/// start once more, because the user can change what QEMU is taken to be able to do.
/// </summary>
internal sealed class DeviceRulesPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        SoundRules.Check(context);
        VideoRules.Check(context);
        CharacterDeviceRules.Check(context);
        InputRules.Check(context);
        TpmRules.Check(context);
        WatchdogRules.Check(context.Domain, context.Rules);
        PanicRules.Check(context);
        MemoryDeviceRules.Check(context);
        IommuRules.Check(context);
        RngRules.Check(context);
        MemballoonRules.Check(context);
        NvramRules.Check(context);
        ShmemRules.Check(context);
        VsockRules.Check(context);
        CryptoRules.Check(context);
        PstoreRules.Check(context);
        GraphicsRules.Check(context);
    }
}
