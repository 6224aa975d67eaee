import csv,pytest
from django.db import transaction
from tests.forum.roles import *
@pytest.mark.django_db
def test_gen():
    w=World(); with_=0; out=open('/tmp/roles.csv','w',newline=''); wr=csv.writer(out); wr.writerow(['address','method',*ROLES])
    for a in addresses():
        try: p=w.path(a)
        except Exception as e: print('NOPATH',a,repr(e)); continue
        for m in ('GET','POST'):
            row=[]
            for r in ROLES:
                if 1:
                    row.append(w.status(r,m,p))
            wr.writerow([a.name,m,*row])
    out.close()
