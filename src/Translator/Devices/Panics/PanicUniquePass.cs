using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Panics;

/// <summary>One panic device of each model is enough, and more are refused (completion.md 8).</summary>
internal sealed class PanicUniquePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        List<Panic> panics = context.Domain.Panics;
        for (int i = 1; i < panics.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (panics[i].Model == panics[j].Model)
                {
                    throw new DomainException($"Multiple panic devices with model '{PanicModel.Names.Of(panics[i].Model)}'", panics[i].Position);
                }
            }
        }
    }
}
