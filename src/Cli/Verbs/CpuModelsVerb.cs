using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Verbs;

/// <summary><c>cpu-models</c>: which CPU models a guest can have on this host, and what the others lack here.</summary>
internal static class CpuModelsVerb
{
    public static Command Build(Io io)
    {
        var names = new Option<bool>("--name") { Description = "names only" };
        var command = new VerbCommand("cpu-models", "list the CPU models that guests can have here")
        {
            Examples =
            [
                ("cpu-models", "those that run first, then the others with what is missing"),
                ("cpu-models x86_64", "names only, as virsh lists them"),
                ("cpu-models --virttype qemu --output json", "for a program"),
            ],
        };
        var arch = new Argument<string?>("ARCH")
        {
            Description = "guest architecture; given so, names only are listed, as with virsh",
            Arity = ArgumentArity.ZeroOrOne
        };
        command.Arguments.Add(arch);
        EmulatorChoice choice = EmulatorChoice.AddTo(command, withMachine: false);
        command.Options.Add(names);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            if (parse.GetValue(arch) is { } named && !GlobalOptions.IsJson(parse) && CpuModelReport.Known(named, host.Settings.Rules) is { } known)
            {
                Confirmation.Lines(io, known);
                return;
            }

            QemuCapabilities capabilities = choice.Capabilities(host, parse);
            if (parse.GetValue(arch) is { } wanted && !Architectures.Serves(capabilities.Arch, wanted))
            {
                throw DomainParser.DomainException.Operation(
                    $"{capabilities.EmulatorPath} runs {capabilities.Arch} guests, not {wanted}; another binary can be named with --emulator");
            }

            DomainType type = choice.Type(parse) ?? capabilities.MainType;
            IReadOnlyList<CpuModelEntry> models = CpuModelReport.Of(capabilities.Accelerator(type), capabilities.Arch, host.Settings.Rules);
            if (GlobalOptions.IsJson(parse) && !parse.GetValue(names))
            {
                JsonText.Write(io, json => CpuModelReport.WriteJson(models, json));
            }
            else if (parse.GetValue(names) || parse.GetValue(arch) is not null)
            {
                Confirmation.Lines(io, models.Select(m => m.Name));
            }
            else
            {
                CpuModelReport.WriteText(models, io.Out);
            }
        });
        return command;
    }
}
