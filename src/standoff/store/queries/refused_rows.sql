select line, problem from incoming where problem is not null order by line
