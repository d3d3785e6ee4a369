namespace VirshLite.DomainParser.Model;

public sealed class Clock
{
}
