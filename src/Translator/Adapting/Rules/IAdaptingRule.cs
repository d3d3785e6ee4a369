using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Finds one kind of thing that is not of this host, and changes it.</summary>
internal interface IAdaptingRule
{
    void Run(AdaptingDraft draft);
}
