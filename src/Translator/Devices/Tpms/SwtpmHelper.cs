using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Tpms;

/// <summary>swtpm, the program behind an emulated TPM, and how its state is set up (startup.md 7).</summary>
internal static class SwtpmHelper
{
    private const string Cipher = "aes-256-cbc";

    public static void Add(CommandLineBuilder builder, Tpm tpm)
    {
        TranslationContext context = builder.Context;
        bool isTpm2 = tpm.Version != TpmVersion.V12;
        string directory = tpm.StateSource is { IsDirectory: true, Path: var path }
            ? path
            : $"{context.Settings.SwtpmStateDirectory}/{context.Domain.Uuid:D}/{(isTpm2 ? "tpm2" : "tpm1.2")}";
        string? file = tpm.StateSource is { IsDirectory: false, Path: var image } ? "file://" + image : null;
        string log = $"{context.Settings.SwtpmLogDirectory}/{context.Domain.Name}-swtpm.log";
        string socket = context.Paths.SwtpmSocket;
        string pidFile = $"{context.Settings.StateDirectory}/swtpm/{context.Paths.ShortName}-swtpm.pid";
        builder.Plan.Helpers.Add(new PlannedHelper("TPM Emulator", "swtpm", Run(tpm, isTpm2, file, directory, socket, log, pidFile))
        {
            User = HelperUser.Swtpm,
            Daemonises = true,
            WaitForSocket = socket,
            PidFile = pidFile,
            Directories = Directories(context, tpm, directory, log, socket),
            SetupLog = log,
            // the state of a guest that arrives comes with it
            SetupCommand = context.Options.IncomingUri is null ? Setup(context, tpm, isTpm2, file ?? directory, log) : null,
            SetupOnlyWhenMissing = file is null ? directory : null,
            ReconfigureCommand = isTpm2 && tpm.ActivePcrBanks != 0 && context.Options.IncomingUri is null ? Reconfigure(tpm, file ?? directory, log) : null,
            Secret = Secret(context, tpm),
        });
    }

    private static List<string> Run(Tpm tpm, bool isTpm2, string? file, string directory, string socket, string log, string pidFile)
    {
        string level = tpm.Debug > 0 ? ",level=" + tpm.Debug.ToString(CultureInfo.InvariantCulture) : "";
        List<string> words =
        [
            "socket", "--daemon", "--pid", "file=" + pidFile, "--ctrl", $"type=unixio,path={socket},mode=0600",
            "--tpmstate", file is null ? $"dir={directory},mode=0600" : $"backend-uri={file}",
            "--log", $"file={log}{level}", "--terminate",
        ];
        if (isTpm2)
        {
            words.Add("--tpm2");
        }

        if (tpm.EncryptionSecret is not null)
        {
            words.AddRange(["--key", $"pwdfd={{secret}},mode={Cipher}", "--migration-key", $"pwdfd={{secret}},mode={Cipher}"]);
        }

        return words;
    }

    private static List<string> Setup(TranslationContext context, Tpm tpm, bool isTpm2, string state, string log)
    {
        List<string> words = Start(tpm, isTpm2);
        words.AddRange(
        [
            "--tpm-state", state, "--vmid", $"{context.Domain.Name}:{context.Domain.Uuid:D}", "--logfile", log,
            "--createek", "--create-ek-cert", "--create-platform-cert", "--lock-nvram", "--not-overwrite",
        ]);
        if (isTpm2 && tpm.Profile is { } profile)
        {
            words.AddRange(["--profile-name", profile.Source ?? profile.Name!]);
            if (profile.RemoveDisabled is { } remove)
            {
                words.AddRange(["--profile-remove-disabled", TpmRemoveDisabled.Names[remove]]);
            }
        }

        return words;
    }

    private static List<string> Reconfigure(Tpm tpm, string state, string log)
    {
        List<string> banks = [];
        for (int bank = 0; bank < TpmPcrBank.Names.All.Count; bank++)
        {
            if (tpm.HasBank((TpmPcrBank)bank))
            {
                banks.Add(TpmPcrBank.Names.All[bank]);
            }
        }

        List<string> words = Start(tpm, isTpm2: true);
        words.AddRange(["--tpm-state", state, "--logfile", log, "--pcr-banks", string.Join(',', banks), "--reconfigure"]);
        return words;
    }

    private static List<string> Start(Tpm tpm, bool isTpm2)
    {
        List<string> words = ["swtpm_setup"];
        if (isTpm2)
        {
            words.Add("--tpm2");
        }

        if (tpm.EncryptionSecret is not null)
        {
            words.AddRange(["--pwdfile-fd", "{secret}", "--cipher", Cipher]);
        }

        return words;
    }

    private static List<PlannedDirectory> Directories(TranslationContext context, Tpm tpm, string directory, string log, string socket)
    {
        List<PlannedDirectory> directories =
        [
            new(Parent(log), FileModes.DropDirectory) { User = HelperUser.Swtpm },
            new(Parent(socket), FileModes.GroupPassageDirectory) { User = HelperUser.Swtpm, IsForQemusGroup = true },
        ];
        if (tpm.StateSource is null)
        {
            directories.Add(new($"{context.Settings.SwtpmStateDirectory}/{context.Domain.Uuid:D}", FileModes.PassageDirectory));
        }

        if (tpm.StateSource is null or { IsDirectory: true })
        {
            directories.Add(new(directory, FileModes.OwnerDirectory) { User = HelperUser.Swtpm });
        }

        return directories;
    }

    private static string Parent(string path) => path[..path.LastIndexOf('/')];

    // a plan that is only looked at can do without the secret
    private static byte[]? Secret(TranslationContext context, Tpm tpm)
    {
        if (tpm.EncryptionSecret is not { } uuid)
        {
            return null;
        }

        return context.Host.SecretValue(uuid) ?? (context.Options.ForStart
            ? throw DomainException.Operation($"no secret with matching uuid '{uuid}' for the TPM's state", tpm.Position)
            : null);
    }
}
